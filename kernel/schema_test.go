package kernel

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"gradus/kernel/wire"
)

// schema says what the content of each message must look like, as the protocol
// has it and independent of the structs of package wire: fields with the kind
// of their value (int, string, bool, object, array, strings, or the words
// that are allowed). A field may be left out when it ends in "?", or has to be
// there for one status only, named after "@".
var schema = map[string]string{
	"execute_reply":     "status:ok|error|aborted execution_count:int user_expressions?:object payload?:array " + failure,
	"complete_reply":    "status:ok|error matches:strings@ok cursor_start:int@ok cursor_end:int@ok metadata:object@ok " + failure,
	"inspect_reply":     "status:ok|error found:bool@ok data:object@ok metadata:object@ok " + failure,
	"is_complete_reply": "status:complete|incomplete|invalid|unknown|error indent?:string " + failure,
	"history_reply":     "status:ok|error history:array@ok " + failure,
	"kernel_info_reply": "status:ok|error protocol_version:string@ok implementation:string@ok implementation_version:string@ok " +
		"language_info:object@ok banner:string@ok debugger:bool@ok help_links:array@ok " + failure,
	"comm_info_reply": "status:ok|error comms:object@ok " + failure,
	"interrupt_reply": "status:ok|error " + failure,
	"shutdown_reply":  "status:ok|error restart:bool@ok " + failure,

	"status":              "execution_state:busy|idle|starting",
	"execute_input":       "code:string execution_count:int",
	"execute_result":      "execution_count:int data:object metadata:object",
	"stream":              "name:stdout|stderr text:string",
	"error":               "ename:string evalue:string traceback:strings",
	"display_data":        "data:object metadata:object transient:object",
	"update_display_data": "data:object metadata:object transient:object",
	"clear_output":        "wait:bool",
	"iopub_welcome":       "subscription:string",
	"comm_open":           "comm_id:string target_name:string data:object",
	"comm_msg":            "comm_id:string data:object",
	"comm_close":          "comm_id:string data:object",
	"input_request":       "prompt:string password:bool",
}

const failure = "ename:string@error evalue:string@error traceback:strings@error"

// checkContent compares a content with the schema of its type.
func checkContent(msgType string, content json.RawMessage) error {
	rules, ok := schema[msgType]
	if !ok {
		return fmt.Errorf("no schema for %s", msgType)
	}
	var fields map[string]any
	if err := json.Unmarshal(content, &fields); err != nil {
		return err
	}
	status, _ := fields["status"].(string)
	for rule := range strings.FieldsSeq(rules) {
		name, kind, _ := strings.Cut(rule, ":")
		name, optional := strings.CutSuffix(name, "?")
		kind, only, conditional := strings.Cut(kind, "@")
		v, present := fields[name]
		delete(fields, name)
		switch required := !optional && (!conditional || only == status); {
		case !present && required:
			return fmt.Errorf("%s without %s: %s", msgType, name, content)
		case present && conditional && only != status:
			return fmt.Errorf("%s with %s although its status is %s", msgType, name, status)
		case present && !hasKind(v, kind):
			return fmt.Errorf("%s: %s is %v, want %s", msgType, name, v, kind)
		}
	}
	if len(fields) > 0 {
		return fmt.Errorf("%s has unexpected fields %v", msgType, slices.Sorted(maps.Keys(fields)))
	}
	return nil
}

func hasKind(v any, kind string) bool {
	switch v := v.(type) {
	case string:
		return kind == "string" || strings.Contains(kind, "|") && slices.Contains(strings.Split(kind, "|"), v)
	case float64:
		return kind == "int" && v == float64(int(v))
	case bool:
		return kind == "bool"
	case map[string]any:
		return kind == "object"
	case []any:
		return kind == "array" || kind == "strings" && !slices.ContainsFunc(v, func(e any) bool { return !hasKind(e, "string") })
	}
	return false
}

// checkHeader checks what every message of the kernel must have in common.
func checkHeader(h wire.Header, session string) error {
	_, err := time.Parse(time.RFC3339Nano, h.Date)
	switch {
	case err != nil:
		return fmt.Errorf("date: %w", err)
	case h.ID == "" || h.Username == "" || h.Type == "":
		return fmt.Errorf("header has empty fields: %+v", h)
	case h.Session != session:
		return fmt.Errorf("session is %s, was %s", h.Session, session)
	case h.Version != wire.ProtocolVersion:
		return fmt.Errorf("version is %s, want %s", h.Version, wire.ProtocolVersion)
	}
	return nil
}

// Every message that the kernel sends has a schema.
func TestSchemaIsComplete(t *testing.T) {
	for msgType := range wire.Contents() {
		if strings.HasSuffix(msgType, "_request") && msgType != "input_request" || msgType == "input_reply" {
			continue // what a front end sends
		}
		if _, ok := schema[msgType]; !ok {
			t.Errorf("no schema for %s", msgType)
		}
	}
	for msgType := range schema {
		if _, ok := wire.Contents()[msgType]; !ok {
			t.Errorf("package wire has no content for %s", msgType)
		}
	}
}

// The checker itself must be able to fail.
func TestSchemaRefuses(t *testing.T) {
	for _, bad := range []struct{ msgType, content string }{
		{"execute_reply", `{"status":"ok","user_expressions":{},"payload":[]}`},
		{"execute_reply", `{"status":"fine","execution_count":1,"user_expressions":{},"payload":[]}`},
		{"execute_reply", `{"status":"error","execution_count":1,"user_expressions":{},"payload":[]}`},
		{"complete_reply", `{"status":"ok","matches":null,"cursor_start":0,"cursor_end":0,"metadata":{}}`},
		{"stream", `{"name":"stdlog","text":""}`},
		{"stream", `{"name":"stdout","text":"","more":1}`},
		{"status", `{"execution_state":2}`},
		{"error", `{"ename":"a","evalue":"b","traceback":[1]}`},
		{"nonsense", `{}`},
	} {
		if err := checkContent(bad.msgType, json.RawMessage(bad.content)); err == nil {
			t.Errorf("%s %s was accepted", bad.msgType, bad.content)
		}
	}
}
