// Package eval runs notebook cells.
package eval
