"""jupyter_kernel_test against an installed kernel: conformance.py KERNEL. Prints
one line of JSON for each test: its name, and what is wrong or why it was
skipped, if anything."""

import json
import sys
import unittest

import jupyter_kernel_test

KERNEL = sys.argv[1]


class Kernel(jupyter_kernel_test.KernelTests):
    kernel_name = KERNEL
    language_name = "go"
    file_extension = ".go"

    code_hello_world = 'import "fmt"\nfmt.Println("hello, world")'
    code_stderr = 'import (\n\t"fmt"\n\t"os"\n)\nfmt.Fprintln(os.Stderr, "careful")'
    code_generate_error = "var none map[string]int\nnone[\"a\"] = 1"
    code_execute_result = [
        {"code": "6*7", "result": "42"},
        {"code": '"a" + "b"', "result": '"ab"'},
        {"code": "[]float64{0.5, 2}", "result": "[]float64{0.5, 2}"},
        {"code": 'import "gradus/nn"\nnn.Vector(1, 2).Sum()', "result": "3."},
        {"code": 'import "gradus/viz"\nviz.Line("loss", 3, 2, 1)', "mime": "image/png"},
    ]
    code_display_data = [
        {
            "code": 'import (\n\t"gradus/kernel/display"\n\t"gradus/viz"\n)\n'
            'display.Show(viz.Bars([]string{"a", "b"}, []float64{1, 2}))',
            "mime": "image/png",
        },
    ]
    code_clear_output = 'import "gradus/kernel/display"\ndisplay.Clear(false)'
    code_inspect_sample = "len"
    code_history_pattern = "6*"
    supported_history_operations = ("tail", "range", "search")

    completion_samples = [
        {"text": "fallth", "matches": {"fallthrough"}},
        {"text": 'import "strings"\nstrings.ToUpp', "matches": {"ToUpper", "ToUpperSpecial"}},
        {"text": "noSuchName"},
    ]
    complete_code_samples = ["1", "x := 1", "func f() int {\n\treturn 1\n}", "// a comment", ""]
    incomplete_code_samples = ["func f() {", "x := []int{\n\t1,", "fmt.Println(", "s := `raw", "x := 1 +"]
    invalid_code_samples = ["x := := 1", "func )", "1 2 3)"]

    def test_stdin(self):
        """Not among jupyter_kernel_test's own: a cell reads what it asks for."""
        self.flush_channels()
        self.kc.execute('import "fmt"\nvar name string\nfmt.Scan(&name)\nname', allow_stdin=True)
        self.assertEqual(self.kc.get_stdin_msg(timeout=15)["msg_type"], "input_request")
        self.kc.input("typed")
        self.assertEqual(self.kc.get_shell_msg(timeout=15)["content"]["status"], "ok")
        while (message := self.kc.get_iopub_msg(timeout=5))["msg_type"] != "execute_result":
            pass
        self.assertEqual(message["content"]["data"]["text/plain"], '"typed"')


class Welcome(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = KERNEL
    support_iopub_welcome = True


class Lines(unittest.TestResult):
    def startTest(self, test):
        super().startTest(test)
        self.problems = []

    def addError(self, test, err):
        self.problems.append(self._exc_info_to_string(err, test))
        if not isinstance(test, unittest.TestCase):  # setUpClass
            self.say(str(test))

    addFailure = addError

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self.problems.append(f"{subtest}: {self._exc_info_to_string(err, test)}")

    def addSkip(self, test, reason):
        self.problems.append(f"skipped: {reason}")

    def stopTest(self, test):
        super().stopTest(test)
        self.say(test._testMethodName)

    def say(self, name):
        print(json.dumps({"name": name, "problem": "\n".join(self.problems)}), flush=True)


results = Lines()
results.problems = []
unittest.defaultTestLoader.loadTestsFromModule(__import__("__main__"))(results)
