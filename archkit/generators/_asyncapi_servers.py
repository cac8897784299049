"""Who carries messages becomes a server of AsyncAPI: its protocol, its proof of identity, what its protocol needs said."""

import re
from collections.abc import Mapping

from archkit.contracts import Security
from archkit.contracts.promises import security_of
from archkit.generators._comments import sentence
from archkit.generators._openapi_text import markdown
from archkit.generators._yaml import Data
from archkit.model import Component

UNDECIDED = "undecided"
"""The protocol, and the server, of messages of which nothing says what carries them."""
_PROTOCOLS = (
    (r"kafka|redpanda|event ?hubs|\bmsk\b|confluent", "kafka"),
    (r"rabbit ?mq|amqp 0|\bamqp\b", "amqp"),
    (r"amqp 1|service ?bus|activemq artemis|qpid", "amqp1"),
    (r"mqtt|mosquitto|hivemq|emqx|vernemq", "mqtt"),
    (r"\bnats\b|jetstream", "nats"),
    (r"pulsar", "pulsar"),
    (r"\bsqs\b", "sqs"),
    (r"\bsns\b", "sns"),
    (r"google.*pub/?sub|cloud pub/?sub|\bpub/?sub\b", "googlepubsub"),
    (r"ibm ?mq", "ibmmq"),
    (r"solace", "solace"),
    (r"redis|valkey", "redis"),
    (r"\bjms\b|activemq", "jms"),
    (r"stomp", "stomp"),
)
"""What a technology says to the protocol as AsyncAPI names it."""
_OF_INTERFACE = {"mqtt": "mqtt", "websocket": "wss"}
_SCHEMES: Mapping[str, dict[str, Data]] = {
    "mutual-tls": {"type": "X509", "description": "Mutual TLS: both sides show a certificate."},
    "oauth2": {"type": "oauth2", "description": "A token that an authorisation server gives out."},
    "openid": {"type": "openIdConnect", "description": "A token of an OpenID provider."},
    "api-key": {"type": "apiKey", "in": "user", "description": "A key that stands for the user."},
    "bearer": {"type": "http", "scheme": "bearer", "description": "A token in the Authorization header."},
    "basic": {"type": "userPassword", "description": "A user name and a password."},
    "none": {"type": "plain", "description": "Nobody proves who they are: whoever reaches it may speak."},
}
_KEYS = {
    "mutual-tls": "mutualTls", "oauth2": "oauth2", "openid": "openId", "api-key": "apiKey", "bearer": "bearer",
    "basic": "userPassword", "none": "anonymous",
}  # fmt: skip


def protocol_of(carrier: Component | None) -> str:
    """Return the protocol: of the technology, else of the interface, else that it is not decided."""
    if carrier is None:
        return UNDECIDED
    told = f"{carrier.technology} {carrier.platform}".lower()
    found = next((protocol for pattern, protocol in _PROTOCOLS if re.search(pattern, told)), "")
    return found or _OF_INTERFACE.get(carrier.interface or "", UNDECIDED)


def server_data(carrier: Component | None, domain: str) -> dict[str, Data]:
    """Return the server."""
    host = f"{carrier.id if carrier else 'messages'}.{domain}"
    found: dict[str, Data] = {"host": host, "protocol": protocol_of(carrier)}
    if carrier is None:
        found["description"] = (
            "No step says what carries these messages: name the broker in its channel, and the broker's technology."
        )
    else:
        why = "" if found["protocol"] != UNDECIDED else f" The technology of {carrier.id} is not stated yet."
        found["description"] = (
            f"{markdown(carrier.label)}. {sentence(markdown(carrier.description))}".strip() + why
        )
    found["security"] = [{"$ref": f"#/components/securitySchemes/{security_key(carrier)}"}]
    return found


def security_key(carrier: Component | None) -> str:
    """Return the name of the security scheme of a carrier."""
    return _KEYS[_security(carrier).scheme] if carrier else _KEYS["mutual-tls"]


def security_data(carrier: Component | None, domain: str) -> dict[str, Data]:
    """Return the security scheme of a carrier: as stated, else mutual TLS, which suits parts that speak to each other."""
    scheme = _security(carrier).scheme if carrier else "mutual-tls"
    found = dict(_SCHEMES[scheme])
    if scheme == "oauth2":
        token = f"https://login.{domain}/token"
        scopes: Data = {"messages": "Send and receive messages."}
        found["flows"] = {"clientCredentials": {"tokenUrl": token, "availableScopes": scopes}}
    if scheme == "openid":
        found["openIdConnectUrl"] = f"https://login.{domain}/.well-known/openid-configuration"
    return found


def _security(carrier: Component) -> Security:
    return security_of(carrier, "private")


def operation_bindings(
    protocol: str, *, sends: bool, delivery: tuple[str, ...], group: str
) -> dict[str, Data]:
    """Return what an operation must say to its protocol: quality of service, acknowledgement, who shares the work."""
    if protocol == "mqtt":
        levels = {"at-most-once": 0, "at-least-once": 1, "exactly-once": 2}
        level = max((levels[one] for one in delivery), default=1)
        return {"mqtt": {"qos": level, "retain": False, "bindingVersion": "0.2.0"}}
    if protocol == "kafka" and not sends:
        member: Data = {"type": "string", "enum": [group]}
        return {"kafka": {"groupId": member, "bindingVersion": "0.5.0"}}
    if protocol == "amqp":
        lasting = 1 if delivery == ("at-most-once",) else 2
        said: dict[str, Data] = {"deliveryMode": lasting} if sends else {"ack": delivery != ("at-most-once",)}
        return {"amqp": {**said, "bindingVersion": "0.3.0"}}
    return {}


def message_bindings(protocol: str, key: str) -> dict[str, Data]:
    """Return what a message must say to its protocol: the key that decides its partition."""
    if protocol == "kafka" and key:
        about = f"The {key}: messages with the same one keep their order."
        return {"kafka": {"key": {"type": "string", "description": about}, "bindingVersion": "0.5.0"}}
    return {}
