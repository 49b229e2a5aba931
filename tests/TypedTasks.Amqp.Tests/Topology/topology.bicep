@description('The Service Bus namespace, Standard or Premium.')
param namespaceName string

var queueNames = [
  'cpu'
  'cpu-ordered'
  'typedtasks'
]
var orderedNames = [
  'cpu-ordered'
]

resource serviceBus 'Microsoft.ServiceBus/namespaces@2021-11-01' existing = {
  name: namespaceName
}

resource queues 'Microsoft.ServiceBus/namespaces/queues@2021-11-01' = [for queueName in queueNames: {
  parent: serviceBus
  name: queueName
  properties: {
    lockDuration: 'PT1M'
    maxDeliveryCount: 10
    requiresDuplicateDetection: true
    duplicateDetectionHistoryTimeWindow: 'PT10M'
    deadLetteringOnMessageExpiration: true
    requiresSession: contains(orderedNames, queueName)
  }
}]
