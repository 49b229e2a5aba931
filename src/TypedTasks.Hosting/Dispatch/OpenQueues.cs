using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>The queues that this process takes from. They pause together, for as long as anybody has a reason to.</summary>
internal sealed partial class OpenQueues(ILogger<OpenQueues> logger)
{
    private readonly Lock gate = new();
    private ImmutableList<IReceiver> receivers = [];
    private int reasons;

    /// <summary>Those that are open now.</summary>
    public IReadOnlyList<IReceiver> Receivers
    {
        get
        {
            lock (gate)
                return receivers;
        }
    }

    /// <summary>A queue is open. Where the others pause, so does it when this returns.</summary>
    public async ValueTask OpenedAsync(IReceiver receiver)
    {
        lock (gate)
        {
            receivers = receivers.Add(receiver);
            if (reasons == 0)
                return;
        }

        await PauseAsync(receiver).ConfigureAwait(false);

        // Race: the reason may have gone while it was being paused.
        lock (gate)
        {
            if (reasons == 0)
                receiver.Resume();
        }
    }

    /// <summary>A queue is not taken from any more.</summary>
    public void Closed(IReceiver receiver)
    {
        lock (gate)
            receivers = receivers.Remove(receiver);
    }

    /// <summary>Nothing more is taken, and what waits locally is back at the broker when this returns. Each pause is ended once.</summary>
    public async ValueTask PauseAsync()
    {
        ImmutableList<IReceiver> open;
        lock (gate)
        {
            reasons++;
            open = receivers;
        }

        if (open.Count > 0)
            await Task.WhenAll(open.Select(PauseAsync)).ConfigureAwait(false);
    }

    /// <summary>Ends one pause.</summary>
    public void Resume()
    {
        lock (gate)
        {
            if (--reasons > 0)
                return;
            foreach (var receiver in receivers)
                receiver.Resume();
        }
    }

    private async Task PauseAsync(IReceiver receiver)
    {
        try
        {
            await receiver.PauseAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Whoever pauses goes on without it.
            LogNotPaused(logger, e);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "A queue could not be paused")]
    private static partial void LogNotPaused(ILogger logger, Exception exception);
}
