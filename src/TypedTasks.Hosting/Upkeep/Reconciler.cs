using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedTasks.Engine;
using TypedTasks.Hosting.Dispatch;
using TypedTasks.Hosting.Shared;
using TypedTasks.Plans;
using TypedTasks.Serialization;
using TypedTasks.Storage;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Upkeep;

/// <summary>
/// Finds what crashes left behind: messages that are owed, failures that lie in dead-letter queues, flows past their
/// deadline. One process at a time does it. It never sends a chain step again.
/// </summary>
internal sealed partial class Reconciler(
    FlowStore store,
    PlanCache plans,
    HandOff handOff,
    MessageRoom room,
    TransferredLetters transferred,
    Admission admission,
    Retention retention,
    TimeProvider time,
    IOptions<WorkerOptions> options,
    ILogger<Reconciler> logger,
    ITransport? transport = null)
{
    private const int Page = 100;
    private const string Lease = "reconciler";

    private readonly Dictionary<string, string?> cursors = new(StringComparer.Ordinal);

    public async Task RunAsync(IReadOnlyList<string> queues, CancellationToken stopping)
    {
        var interval = options.Value.ReconcileInterval;
        while (true)
        {
            await Task.Delay(interval, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stopping.IsCancellationRequested)
                return;
            try
            {
                await PassAsync(queues, stopping).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is StoreException or TransportException)
            {
                LogLater(logger, interval, e);
            }
        }
    }

    public async ValueTask PassAsync(IReadOnlyList<string> queues, CancellationToken cancellationToken)
    {
        var lease = new AcquireLease(Lease, options.Value.Name, 3 * options.Value.ReconcileInterval);
        if (!await store.ExecuteAsync(lease, cancellationToken).ConfigureAwait(false))
            return;
        await SendOwedAsync(cancellationToken).ConfigureAwait(false);
        foreach (var queue in queues)
            await ReadDeadLettersAsync(queue, cancellationToken).ConfigureAwait(false);
        await ExpireAsync(cancellationToken).ConfigureAwait(false);
        await retention.PassAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask SendOwedAsync(CancellationToken cancellationToken)
    {
        var owed = await store.QueryAsync(new FindOwed(options.Value.OwedAge, Page), cancellationToken).ConfigureAwait(false);
        if (owed.Count == 0)
            return;
        LogOwed(logger, owed.Count);
        try
        {
            await transport!.SendAsync(owed, cancellationToken).ConfigureAwait(false);
        }
        catch (MessageTooLargeException)
        {
            // It must not hold up the others.
            foreach (var message in owed)
                await SendOwedAsync(message, cancellationToken).ConfigureAwait(false);
        }

        await store.ExecuteAsync(
            [.. owed.Select(static m => new DeleteOwed(m.Id))], cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask SendOwedAsync(TaskMessage owed, CancellationToken cancellationToken)
    {
        try
        {
            await transport!.SendAsync([owed], cancellationToken).ConfigureAwait(false);
        }
        catch (MessageTooLargeException e)
        {
            await FailAsync(owed, inTransfer: false, "TypedTasks.MessageTooLarge", e.Message, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask ReadDeadLettersAsync(string queue, CancellationToken cancellationToken)
    {
        while (true)
        {
            var page = await transport!
                .PeekDeadLettersAsync(queue, cursors.GetValueOrDefault(queue), cancellationToken).ConfigureAwait(false);
            foreach (var letter in page.Messages)
                await FailAsync(letter, cancellationToken).ConfigureAwait(false);
            cursors[queue] = page.Cursor;
            if (page.Messages.Count == 0)
                return;
        }
    }

    private ValueTask FailAsync(DeadLetter letter, CancellationToken cancellationToken) => FailAsync(
        letter.Message,
        letter.InTransfer,
        "TypedTasks.DeadLettered",
        letter.InTransfer
            ? $"The broker could not forward the message ({letter.Reason}): {letter.Description}"
            : $"The message lies in the dead-letter queue ({letter.Reason}): {letter.Description}",
        cancellationToken);

    private async ValueTask FailAsync(
        TaskMessage message, bool inTransfer, string type, string text, CancellationToken cancellationToken)
    {
        try
        {
            var envelope = EnvelopeReader.Read(message);
            if (!envelope.Stored)
                return;
            var known = await store.ExecuteAsync(new GetFlow(envelope.Key), cancellationToken).ConfigureAwait(false);
            if (known.State == FlowState.Unknown)
                return;
            var plan = await plans.GetAsync(envelope, cancellationToken).ConfigureAwait(false);
            var flow = new Flow(envelope.Key, true, plan, null)
            {
                MaxFailureBytes = await room.ForValuesAsync(message.Queue, cancellationToken).ConfigureAwait(false),
            };
            if (envelope.Path.Text != Compensations.PlanPath)
                flow = await plans.WithLevelsAsync(flow, envelope.Path, cancellationToken).ConfigureAwait(false);
            var place = new Place(flow, envelope.Path, envelope.Sizes);
            var failure = new TaskFailure(type, text, null, message.Subject, place.Path.Text, envelope.Attempt, []);
            var effects = new Effects();
            FlowEngine.Fail(place, FailureJson.Write(failure), time.GetUtcNow(), effects);
            if (envelope is { Cursor: null, IsLimit: false } && StepRunner.IsWatched(place))
                effects.Ended = new(place, EndedStep.Number(envelope, int.MaxValue));
            var node = place.Path.Text == Compensations.PlanPath ? PlanNode.Pass : place.Node;
            effects.Released = admission.Released(place, node, envelope, message.Id, int.MaxValue);
            // A retry sends it where it was to go.
            var cause = inTransfer ? await transferred.RedirectAsync(message, envelope, cancellationToken).ConfigureAwait(false) : message;
            await handOff.RecordAsync(effects, cause, cancellationToken).ConfigureAwait(false);
            await handOff.SendAsync(effects, cancellationToken).ConfigureAwait(false);
        }
        catch (FlowFormatException e)
        {
            LogForeign(logger, message.Id, message.Queue, e);
        }
    }

    private async ValueTask ExpireAsync(CancellationToken cancellationToken)
    {
        foreach (var key in await store.QueryAsync(new FindOverdue(Page), cancellationToken).ConfigureAwait(false))
            await ExpireAsync(key, cancellationToken).ConfigureAwait(false);
    }

    // The deadline ends the flow from outside of its plan: what the whole flow asked for on errors is recorded together with
    // the end, because nobody looks at the flow again once it has ended.
    private async ValueTask ExpireAsync(FlowKey key, CancellationToken cancellationToken)
    {
        var failure = FailureJson.Write(new TaskFailure(
            "TypedTasks.DeadlineExceeded", "The flow did not end before its deadline.", null, "", "", 0, []));
        var effects = new Effects();
        var record = await store.ExecuteAsync(new GetFlow(key), cancellationToken).ConfigureAwait(false);
        if (await store.ExecuteAsync(new GetPlan(record.PlanHash), cancellationToken).ConfigureAwait(false) is { } json)
        {
            var plan = PlanReference.Read(json, json.Length <= PlanReference.MaxInline);
            FlowEngine.Expire(new Flow(key, true, plan, null), failure, time.GetUtcNow(), effects);
        }

        effects.Finish = new FinishFlow(key, FlowState.Failed, new(FlowValue.None, failure));
        await handOff.RecordAsync(effects, null, cancellationToken).ConfigureAwait(false);
        await handOff.SendAsync(effects, cancellationToken).ConfigureAwait(false);
    }

    [LoggerMessage(1, LogLevel.Warning, "Sending {Count} messages that a crash left owed")]
    private static partial void LogOwed(ILogger logger, int count);

    [LoggerMessage(2, LogLevel.Warning, "Reconciling failed; it is tried again in {Interval}")]
    private static partial void LogLater(ILogger logger, TimeSpan interval, Exception exception);

    [LoggerMessage(3, LogLevel.Information, "Message {MessageId} in the dead-letter queue of {Queue} is none of a flow's")]
    private static partial void LogForeign(ILogger logger, string messageId, string queue, Exception exception);
}
