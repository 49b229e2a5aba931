variable "servicebus_namespace_id" {
  type        = string
  description = "The id of the Service Bus namespace, Standard or Premium."
}

resource "azurerm_servicebus_queue" "typedtasks" {
  for_each = toset([
    "cpu",
    "cpu-ordered",
    "typedtasks",
  ])

  name                                    = each.value
  namespace_id                            = var.servicebus_namespace_id
  lock_duration                           = "PT1M"
  max_delivery_count                      = 10
  requires_duplicate_detection            = true
  duplicate_detection_history_time_window = "PT10M"
  dead_lettering_on_message_expiration    = true
  requires_session                        = contains(["cpu-ordered"], each.value)
}
