package main

type celsius float64

func main() {
	defer func() {
		if r := recover(); r != nil {
			panic(r)
		}
	}()
	panic(celsius(36.6))
}
