"""How Jupyter serves the notebook, whoever starts it; address and port come from the command line."""

import os
import sys

c = get_config()  # noqa: F821 - Jupyter gives this file the function
here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, here)

# Without a token only requests to this machine's own names are answered, so that a page elsewhere, whose name is made to
# lead here, gets nothing. JUPYTER_TOKEN opens the notebook to other machines, for those who have the token.
token = os.environ.get("JUPYTER_TOKEN", "")
c.IdentityProvider.token = token
c.ServerApp.allow_remote_access = bool(token)
c.ServerApp.terminals_enabled = False
c.ServerApp.kernel_spec_manager_class = "java_kernel_only.JavaKernelOnly"
c.KernelSpecManager.allowed_kernelspecs = {"java"}
c.KernelSpecManager.ensure_native_kernel = False
c.LabApp.extension_manager = "readonly"

c.ServerApp.jpserver_extensions = {"announcement": True}

# The reader finds the notebook open, in the window that the reader opened.
# MODELLER_NOTEBOOKS: where a copy of it lies, if this directory cannot be written.
c.ServerApp.root_dir = os.environ.get("MODELLER_NOTEBOOKS", here)
c.LabApp.default_url = "/lab/tree/mnist.ipynb"
c.ServerApp.open_browser = False
c.ContentsManager.hide_globs = [
    *["*.json", "*.jsh", "*.properties", "*.py", "*.sh", "*.txt", "*.in", "*.xml"],
    *["kernels", "labconfig", "src", "target", "__pycache__"],
]
c.FileContentsManager.delete_to_trash = False

# Another port than the one that was asked for would not be found, and Ctrl-C means what it says.
c.ServerApp.port_retries = 0
c.ServerApp.answer_yes = True
# Some machines, and containers of build servers, have no other user.
c.ServerApp.allow_root = True
# Among its warnings is one about the missing token, whose place the check of names above takes.
c.Application.log_level = "ERROR"
