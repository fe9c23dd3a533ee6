"""How does Jupyter get a kernel that was forked instead of started?"""

import asyncio
import signal
from pathlib import Path
from typing import Any

from jupyter_client.provisioning.provisioner_base import KernelProvisionerBase

from helpers import project
from helpers.runs.kernels.forks import ADDRESS, Fork

KERNEL_LOG = project.called("kernel_log")


class ForkedProvisioner(KernelProvisionerBase):
    """Real kernels, forked from the server that the runner has started."""

    fork: Fork | None = None
    returncode: int | None = None

    @property
    def has_process(self) -> bool:
        """Is there a kernel at all?"""
        return self.fork is not None

    async def poll(self) -> int | None:
        """Exit status; None while the kernel runs."""
        if self.fork is None:
            return self.returncode or 0
        self.returncode = self.fork.poll()
        return self.returncode

    async def wait(self) -> int | None:
        """Exit status, once the kernel has ended."""
        while await self.poll() is None:
            await asyncio.sleep(0.005)
        return self.returncode

    async def send_signal(self, signum: int) -> None:
        """Signal the kernel."""
        if self.fork is not None:
            self.fork.send_signal(signum)

    async def kill(self, restart: bool = False) -> None:
        """Kill the kernel and its children."""
        if self.fork is not None:
            self.fork.kill()

    async def terminate(self, restart: bool = False) -> None:
        """Ask the kernel to end."""
        await self.send_signal(signal.SIGTERM)

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Settle the connection before there is a kernel."""
        manager: Any = self.parent  # the manager that owns us
        manager.write_connection_file()
        self.connection_info = manager.get_connection_info()
        command = manager.format_kernel_cmd(extra_arguments=kwargs.pop("extra_arguments", []))
        return await super().pre_launch(cmd=command, **kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Fork the kernel."""
        env = dict(kwargs.get("env") or project.environment())
        asked = {
            "kind": "kernel",
            "env": env,
            "cwd": str(kwargs.get("cwd") or Path.cwd()),
            "log": env.get(KERNEL_LOG, ""),
            "arguments": cmd[3:],  # after: python -m ipykernel_launcher
        }
        self.fork = Fork(env[ADDRESS], asked)
        return self.connection_info

    async def cleanup(self, restart: bool = False) -> None:
        """Let go of the kernel."""
        if self.fork is not None and not restart:
            await self.poll()
            self.fork.close()
            self.fork = None
