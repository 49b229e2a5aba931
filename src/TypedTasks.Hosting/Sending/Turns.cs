using Microsoft.Extensions.Logging;
using TypedTasks.Hosting.Shared;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Sending;

/// <summary>
/// Lets the next flows of a line begin, at once after what has made room for them was committed. Crash window: what this process does not come to do can be seen in the line, and upkeep of any process does it.
/// </summary>
internal sealed partial class Turns(FlowStore store, Outbox outbox, BrokerIncarnation broker, ILogger<Turns> logger)
{
    /// <summary>Passes on the turn of a flow that has ended; nothing for one that runs in no line, or has not ended.</summary>
    public ValueTask PassOnAsync(FlowRecord ended, CancellationToken cancellationToken) =>
        ended is { IsTerminal: true, TurnKey: { } key } ? TryPassAsync(key, cancellationToken) : default;

    /// <summary>Looks at a line, for whoever has done what he was asked to do already: where that fails, upkeep looks.</summary>
    public async ValueTask TryPassAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            await PassAsync(key, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is StoreException or TransportException)
        {
            LogLater(logger, key, logger.OneLineOf(e));
        }
    }

    /// <summary>Looks at a line until nobody else may begin, and begins who may.</summary>
    public async ValueTask PassAsync(string key, CancellationToken cancellationToken)
    {
        while (true)
        {
            var passed = await store.ExecuteAsync(new PassTurn(key), cancellationToken).ConfigureAwait(false);
            var isOver = false;
            if (passed.Begins.Count > 0)
            {
                BeginTurn[] begins = [.. passed.Begins.Select(Begin)];
                await store.ExecuteAsync(begins, cancellationToken).ConfigureAwait(false);
                foreach (var begin in begins)
                {
                    // Race: it was cancelled when its turn came, and keeps it until somebody looks.
                    isOver |= begin.Result.Flow.IsTerminal || begin.Result.Flow.Key != begin.Key;
                    await outbox.SendOwedAsync(begin.Result.Flow.Key, begin.Result.Messages, cancellationToken).ConfigureAwait(false);
                }
            }

            if (!passed.HasMore && !isOver)
                return;
        }
    }

    /// <summary>Begins a flow whose turn has come.</summary>
    public BeginTurn Begin(FlowKey flow) => new(flow with { Seal = null }) { Broker = broker.Id };

    [LoggerMessage(1, LogLevel.Warning, "The next flow of line '{Key}' could not begin at once ({Reason}); upkeep lets it begin")]
    private static partial void LogLater(ILogger logger, string key, string reason);
}
