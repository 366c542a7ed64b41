package yardstick_test

import (
	"os"
	"testing"

	"gradus/kernel/eval/yardstick"
)

func TestMain(m *testing.M) {
	yardstick.Child()
	os.Exit(m.Run())
}
