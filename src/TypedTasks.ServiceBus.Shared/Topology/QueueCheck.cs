using Microsoft.Extensions.Logging;
using TypedTasks.ServiceBus.Observability;
using TypedTasks.ServiceBus.Wire;

namespace TypedTasks.ServiceBus.Topology;

/// <summary>
/// Looks at a queue before it is consumed, where the credentials allow to: makes it if that is wanted, and refuses settings
/// under which a step could run twice unnoticed.
/// </summary>
internal sealed class QueueCheck(
    ServiceBusOptions options, string endpoint, bool isEmulator, ILogger log, IQueueAdministration? administration) : IDisposable
{
    private bool? isBasic;

    /// <exception cref="TransportException">The queue cannot be used as it is; the message says what to change.</exception>
    public async Task RunAsync(string queue, bool ordered, CancellationToken cancellationToken)
    {
        if (administration is null)
        {
            if (!options.EnsureTopology)
                return;
            throw Refuse($"ServiceBusOptions.EnsureTopology needs the management API, and that of {endpoint} is not known: "
                + "set AdministrationConnectionString.");
        }

        QueueDescription? found;
        try
        {
            await CheckTierAsync(administration, cancellationToken).ConfigureAwait(false);
            found = await administration.FindAsync(queue, cancellationToken).ConfigureAwait(false);
            if (found is null && options.EnsureTopology)
                found = await CreateAsync(administration, queue, ordered, cancellationToken).ConfigureAwait(false);
        }
        catch (TransportException e) when (!options.EnsureTopology && e is not QueueUnfitException)
        {
            // Rights to send and listen are enough to run: then nobody can tell beforehand.
            TransportLog.NotChecked(log, queue, endpoint, e.Message);
            return;
        }

        if (found is not null)
            Check(queue, ordered, found);
    }

    public void Dispose() => administration?.Dispose();

    private async Task CheckTierAsync(IQueueAdministration open, CancellationToken cancellationToken)
    {
        // All queues of a namespace are of its tier.
        isBasic ??= await open.IsBasicAsync(cancellationToken).ConfigureAwait(false);
        if (isBasic is false)
            return;
        if (options is { UseTransactions: false, AllowDuplicates: true })
            return;
        throw Refuse($"{endpoint} is of the Basic tier, which has neither transactions nor duplicate detection: steps that are "
            + "interrupted would run twice. Move to Standard, or accept it with ServiceBusOptions.UseTransactions = false and AllowDuplicates = true.");
    }

    private async Task<QueueDescription?> CreateAsync(IQueueAdministration open, string queue, bool ordered, CancellationToken cancellationToken)
    {
        // The official emulator takes no more than it is made for; ours takes that too.
        var settings = isEmulator ? QueueSettings.OfficialEmulator : QueueSettings.Azure;
        await open.CreateAsync(queue, settings with { RequiresSession = ordered }, cancellationToken).ConfigureAwait(false);
        TransportLog.Created(log, queue, endpoint);
        return await open.FindAsync(queue, cancellationToken).ConfigureAwait(false);
    }

    private void Check(string queue, bool ordered, QueueDescription found)
    {
        var name = $"Queue '{queue}' at {endpoint}";
        if (found.IsPartitioned && options.UseTransactions)
        {
            throw Refuse($"{name} is partitioned: a transaction there has one partition key, and steps are handed off to several. It cannot be changed: "
                + "make the queue anew without partitions (the topology command prints how).");
        }

        if (ordered && !found.RequiresSession)
            throw Refuse(new FailureTexts(endpoint, isEmulator).NoSessions(queue));
        if (!ordered && found.RequiresSession)
            throw Refuse($"{name} requires sessions, which tasks without an ordering key do not have. Make it anew without them.");
        if (!found.DetectsDuplicates && !options.AllowDuplicates)
        {
            throw Refuse($"{name} has duplicate detection off: what is sent again after a lost answer would run twice. It cannot be "
                + "switched on later: make the queue anew (the topology command prints how), or accept it with ServiceBusOptions.AllowDuplicates = true.");
        }

        if (found.DetectsDuplicates && 2 * found.Lock >= found.DuplicateWindow)
        {
            throw Refuse($"{name} locks messages for {found.Lock} and remembers ids for {found.DuplicateWindow}: twice the lock must be less, "
                + "or a message that is sent again is not recognised. Shorten LockDuration, or widen DuplicateDetectionHistoryTimeWindow.");
        }

        if (!found.DeadLettersExpired)
            TransportLog.ExpiredVanish(log, queue, endpoint);
    }

    private static QueueUnfitException Refuse(string text) => new(text);

    private sealed class QueueUnfitException : TransportException
    {
        public QueueUnfitException(string message)
            : base(message) => IsTransient = false;
    }
}
