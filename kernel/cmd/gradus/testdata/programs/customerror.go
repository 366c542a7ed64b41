package main

type missing struct{ name string }

func (m *missing) Error() string { return m.name + " is missing" }

func find(name string) error { return &missing{name} }

func main() {
	panic(find("key"))
}
