using Azure;
using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;

namespace TypedTasks.ServiceBus.Topology;

/// <summary>Reads and makes queues by the administration client.</summary>
internal sealed class ClientAdministration(ServiceBusAdministrationClient client) : IQueueAdministration
{
    public async Task<QueueDescription?> FindAsync(string queue, CancellationToken cancellationToken)
    {
        try
        {
            QueueProperties found = await client.GetQueueAsync(queue, cancellationToken).ConfigureAwait(false);
            return new()
            {
                Lock = found.LockDuration,
                DetectsDuplicates = found.RequiresDuplicateDetection,
                DuplicateWindow = found.DuplicateDetectionHistoryTimeWindow,
                RequiresSession = found.RequiresSession,
                DeadLettersExpired = found.DeadLetteringOnMessageExpiration,
                IsPartitioned = found.EnablePartitioning,
            };
        }
        catch (ServiceBusException e) when (e.Reason == ServiceBusFailureReason.MessagingEntityNotFound)
        {
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw Explain(e);
        }
    }

    public async Task CreateAsync(string queue, QueueSettings settings, CancellationToken cancellationToken)
    {
        var wanted = new CreateQueueOptions(queue)
        {
            LockDuration = settings.Lock,
            RequiresDuplicateDetection = true,
            RequiresSession = settings.RequiresSession,
            DeadLetteringOnMessageExpiration = true,
            DuplicateDetectionHistoryTimeWindow = settings.DuplicateWindow,
            MaxDeliveryCount = settings.MaxDeliveries,
        };
        if (settings.TimeToLive is { } life)
            wanted.DefaultMessageTimeToLive = life;
        try
        {
            await client.CreateQueueAsync(wanted, cancellationToken).ConfigureAwait(false);
        }
        catch (ServiceBusException e) when (e.Reason == ServiceBusFailureReason.MessagingEntityAlreadyExists)
        {
            // Somebody else has made it meanwhile.
            return;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw Explain(e);
        }
    }

    public async Task<bool> IsBasicAsync(CancellationToken cancellationToken)
    {
        try
        {
            NamespaceProperties found = await client.GetNamespacePropertiesAsync(cancellationToken).ConfigureAwait(false);
            return found.MessagingSku == MessagingSku.Basic;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw Explain(e);
        }
    }

    public void Dispose()
    {
        // The client holds nothing that is to be released.
    }

    private static TransportException Explain(Exception exception) => exception switch
    {
        UnauthorizedAccessException => new("The management API refused the credentials: they need the right Manage.", exception) { IsTransient = false },
        RequestFailedException { Status: > 0 and < 500 } refused => new($"The management API answered with {refused.Status}.", exception) { IsTransient = false },
        _ => new($"The management API cannot be reached: {exception.Message}", exception),
    };
}
