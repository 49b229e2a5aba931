using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;
using TypedTasks.Cli.Doctor;
using TypedTasks.Cli.Targets;

namespace TypedTasks.Cli.Broker;

/// <summary>The queues of a broker, as its management API tells them: one question for all of them.</summary>
internal static class QueueCatalog
{
    /// <summary>The queues, by name.</summary>
    /// <exception cref="NotReachableException">The broker does not answer, or the key has no right to ask.</exception>
    public static async Task<IReadOnlyList<QueueCount>> ReadAsync(string connection, string? administration, CancellationToken cancellationToken)
    {
        try
        {
            var client = new ServiceBusAdministrationClient(administration ?? Target.AdministrationOf(connection), new ServiceBusAdministrationClientOptions { Retry = { MaxRetries = 1 } });
            List<QueueCount> found = [];
            await foreach (var queue in client.GetQueuesRuntimePropertiesAsync(cancellationToken))
                found.Add(new(queue.Name, queue.ActiveMessageCount, queue.ScheduledMessageCount, queue.DeadLetterMessageCount, queue.TransferDeadLetterMessageCount));
            return [.. found.OrderBy(static q => q.Name, StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new UsageException("--connection cannot be read: write Endpoint=sb://…;SharedAccessKeyName=…;SharedAccessKey=…");
        }
        catch (Exception e) when (e is ServiceBusException or UnauthorizedAccessException or Azure.RequestFailedException or HttpRequestException or AggregateException)
        {
            throw new NotReachableException($"The management API of the broker does not tell its queues: {e.Message.Split('\n')[0].Trim()} See whether it runs, name it with --administration, and give the key the right Manage.");
        }
    }
}
