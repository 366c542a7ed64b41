package main

func main() {
	divisors := []int{2, 1, 0}
	total := 0
	for _, d := range divisors {
		total += 10 / d
	}
	println(total)
}
