using Azure.Messaging.ServiceBus;
using TypedTasks.Emulator.DotNet.Tests.Clients;

// Over WebSockets the client trusts what its process trusts, and a process learns that when it starts.
var transport = new ServiceBusClientOptions
{
    TransportType = ServiceBusTransportType.AmqpWebSockets,
    CustomEndpointAddress = new Uri(args[0]),
    RetryOptions = { MaxRetries = 0 },
};
await Reach.ByMessagesAsync(Environment.GetEnvironmentVariable(Reach.ConnectionVariable)!, transport);
