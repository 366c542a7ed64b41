// The containers of the standard library, filled with values of one's own.
package main

import (
	"container/heap"
	"container/list"
	"container/ring"
	"fmt"
	"sort"
	"strings"
)

// A Task waits in a queue; index is kept so that its priority can change.
type Task struct {
	Name     string
	Priority int
	index    int
}

type Queue []*Task

func (q Queue) Len() int           { return len(q) }
func (q Queue) Less(i, j int) bool { return q[i].Priority > q[j].Priority }
func (q Queue) Swap(i, j int) {
	q[i], q[j] = q[j], q[i]
	q[i].index, q[j].index = i, j
}

func (q *Queue) Push(x any) {
	t := x.(*Task)
	t.index = len(*q)
	*q = append(*q, t)
}

func (q *Queue) Pop() any {
	last := len(*q) - 1
	t := (*q)[last]
	*q = (*q)[:last]
	t.index = -1
	return t
}

// A Cache forgets what has not been used for longest.
type Cache struct {
	size  int
	order *list.List
	items map[string]*list.Element
}

type entry struct {
	key   string
	value int
}

func (c *Cache) Put(key string, value int) {
	if e, ok := c.items[key]; ok {
		e.Value = entry{key, value}
		c.order.MoveToFront(e)
		return
	}
	c.items[key] = c.order.PushFront(entry{key, value})
	if c.order.Len() > c.size {
		delete(c.items, c.order.Remove(c.order.Back()).(entry).key)
	}
}

func (c *Cache) Get(key string) (int, bool) {
	e, ok := c.items[key]
	if !ok {
		return 0, false
	}
	c.order.MoveToFront(e)
	return e.Value.(entry).value, true
}

type byLength []string

func (b byLength) Len() int           { return len(b) }
func (b byLength) Less(i, j int) bool { return len(b[i]) < len(b[j]) }
func (b byLength) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

func main() {
	q := Queue{}
	tasks := map[string]*Task{}
	for i, name := range []string{"sleep", "eat", "code", "read"} {
		tasks[name] = &Task{Name: name, Priority: i}
		heap.Push(&q, tasks[name])
	}
	tasks["sleep"].Priority = 10
	heap.Fix(&q, tasks["sleep"].index)
	heap.Remove(&q, tasks["code"].index)
	for q.Len() > 0 {
		t := heap.Pop(&q).(*Task)
		fmt.Println(t.Name, t.Priority, t.index)
	}

	c := &Cache{2, list.New(), map[string]*list.Element{}}
	c.Put("a", 1)
	c.Put("b", 2)
	c.Get("a")
	c.Put("c", 3)
	_, b := c.Get("b")
	a, _ := c.Get("a")
	fmt.Println(a, b, c.order.Len(), c.order.Front().Value)

	r := ring.New(3)
	for _, e := range []entry{{"x", 1}, {"y", 2}, {"z", 3}, {"w", 4}} {
		r.Value = e
		r = r.Next()
	}
	r.Do(func(v any) { fmt.Print(v.(entry).key, " ") })
	fmt.Println()

	words := strings.Fields("the quick brown fox jumps over the lazy dog")
	sort.Stable(byLength(words))
	fmt.Println(words)
	sort.Stable(sort.Reverse(byLength(words)))
	fmt.Println(words, sort.IsSorted(byLength(words)))
	fmt.Println(sort.Find(len(words), func(i int) int { return len(words[i]) - 4 }))
}
