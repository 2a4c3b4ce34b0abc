-- From an endpoint to the subscriptions that it delivers for: their owner is told when it is disabled.
CREATE INDEX subscription_endpoints_endpoint ON subscription_endpoints (endpoint_id);
