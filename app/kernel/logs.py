"""How the service logs: in each worker, set when its application is made."""

import logging

import structlog


def configure_logs() -> None:
    """One JSON object a line on standard output; nothing of a request but what the outermost layer says."""
    logging.basicConfig(level=logging.WARNING)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        cache_logger_on_first_use=True,
    )
