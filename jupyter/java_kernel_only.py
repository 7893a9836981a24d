"""Offers the Java kernel, and starts no other, whatever else is installed and whoever asks."""

from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel


class JavaKernelOnly(KernelSpecManager):
    """The list of allowed kernels hides the others, but they could still be asked for by name."""

    def get_kernel_spec(self, kernel_name):
        if kernel_name != "java":
            raise NoSuchKernel(kernel_name)
        return super().get_kernel_spec(kernel_name)
