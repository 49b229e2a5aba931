using TypedTasks.Engine;
using TypedTasks.Hosting.Shared;
using TypedTasks.Plans;

namespace TypedTasks.Hosting.Client;

/// <summary>What runs around flows that are enqueued or sent.</summary>
internal sealed class EnqueueMiddlewares(IEnumerable<EnqueueMiddlewareEntry> entries, TaskCatalog catalog)
{
    private readonly EnqueueMiddlewareEntry[] all = [.. entries];

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => all.Length == 0;

    /// <summary>Enqueues a flow within.</summary>
    public async ValueTask<TaskHandle<TOut>> EnqueueAsync<TOut>(ISignature<TOut> signature, Func<ISignature<TOut>, ValueTask<TaskHandle<TOut>>> accept)
    {
        var flow = new EnqueueInvocation<TOut>(signature, isSent: false, StepsOf);
        await RunAsync(flow, 0, async () => flow.Handle = await accept(flow.Signature).ConfigureAwait(false)).ConfigureAwait(false);
        return flow.Handle ?? throw NotCalled("enqueued");
    }

    /// <summary>Proposes the flow of an occurrence within.</summary>
    public async ValueTask<TResult> ProposeAsync<TOut, TResult>(
        ISignature<TOut> signature, Func<ISignature<TOut>, ValueTask<(TResult Result, TaskHandle<TOut> Handle)>> propose)
        where TResult : class
    {
        var flow = new EnqueueInvocation<TOut>(signature, isSent: false, StepsOf);
        TResult? result = null;
        await RunAsync(flow, 0, async () => (result, flow.Handle) = await propose(flow.Signature).ConfigureAwait(false)).ConfigureAwait(false);
        return result ?? throw NotCalled("proposed");
    }

    /// <summary>Sends a flow within.</summary>
    public async ValueTask SendAsync<TOut>(ISignature<TOut> signature, Func<ISignature<TOut>, ValueTask> send)
    {
        var flow = new EnqueueInvocation<TOut>(signature, isSent: true, StepsOf);
        var isSent = false;
        await RunAsync(
            flow,
            0,
            async () =>
            {
                await send(flow.Signature).ConfigureAwait(false);
                isSent = true;
            }).ConfigureAwait(false);
        if (!isSent)
            throw NotCalled("sent");
    }

    private ValueTask RunAsync<TOut>(EnqueueInvocation<TOut> flow, int index, Func<ValueTask> last)
    {
        while (index < all.Length && all[index].Where?.Invoke(flow) == false)
            index++;
        if (index == all.Length)
            return last();
        var isCalled = false;
        return all[index].Middleware.InvokeAsync(flow, () =>
        {
            if (isCalled)
                throw new InvalidOperationException($"{all[index].Name} called next twice: it would start the flow twice.");
            isCalled = true;
            return RunAsync(flow, index + 1, last);
        });
    }

    private (IReadOnlyList<string> Tasks, IReadOnlyList<string> Queues) StepsOf(ISignature signature)
    {
        var root = PlanCompiler.Compile(signature.Node, catalog.Route);
        return (PlanSteps.Tasks(root), PlanSteps.Queues(root));
    }

    private InvalidOperationException NotCalled(string what) => new(
        $"The flow was not {what}, because middleware ({string.Join(", ", all.Select(static e => e.Name))}) did not call next, or did not wait for it. To refuse a flow, throw.");
}
