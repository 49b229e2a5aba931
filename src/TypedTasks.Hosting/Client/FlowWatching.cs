using System.Runtime.CompilerServices;
using TypedTasks.Hosting.Shared;
using TypedTasks.Serialization;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Client;

/// <summary>Tells where a flow stands, whenever that has changed.</summary>
internal sealed class FlowWatching(FlowStore store, FlowBrowser browser, CompletionWatch watch, TimeProvider time)
{
    private const int MostWaits = 100;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);

    public async IAsyncEnumerable<FlowUpdate> WatchAsync(string flowId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task? end = null;
        FlowUpdate? told = null;
        var pause = Shortest;
        try
        {
            while (true)
            {
                var now = await LookAsync(flowId, cancellationToken).ConfigureAwait(false);
                if (now.Tells(told))
                {
                    yield return told = now;
                    pause = Shortest;
                }

                if (now.State is not (FlowState.Running or FlowState.Compensating))
                    yield break;

                // The end is told at once.
                end ??= watch.WaitAsync(new(flowId, 0), stopping.Token).AsTask();
                await Task.WhenAny(end, Task.Delay(pause, time, stopping.Token)).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
                pause = pause * 2 < Longest ? pause * 2 : Longest;
                end = end.IsCompleted ? null : end;
            }
        }
        finally
        {
            await stopping.CancelAsync().ConfigureAwait(false);
            if (end is not null)
                await end.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async ValueTask<FlowUpdate> LookAsync(string flowId, CancellationToken cancellationToken)
    {
        var key = new FlowKey(flowId, 0);
        var (flow, steps, waits) = (new GetFlow(key), new CountSteps(key), new ReadWaits(key, MostWaits));
        await store.ExecuteAsync([flow, steps, waits], cancellationToken).ConfigureAwait(false);
        return new(flowId, flow.Result.State, steps.Result)
        {
            Turn = await browser.TurnOfAsync(flow.Result, cancellationToken).ConfigureAwait(false),
            Waits = RecordedWaits.AsOf(waits.Result, time.GetUtcNow()),
            EndedAt = flow.Result.EndedAt,
            Failure = flow.Result.Outcome.Failure is { } failure ? FailureJson.Read(failure) : null,
        };
    }
}
