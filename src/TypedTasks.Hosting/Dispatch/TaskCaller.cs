using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TypedTasks.Engine;
using TypedTasks.Generated;
using TypedTasks.Hosting.Shared;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>Calls the user's code, in a scope of services of its own where it needs one, within what was put around it.</summary>
internal sealed class TaskCaller(
    TaskCatalog catalog, IServiceScopeFactory scopes, IOptions<TypedTasksOptions> options, TaskMiddlewares middleware)
{
    public async ValueTask<StepEnd> CallAsync(Arrival arrival)
    {
        if (arrival.Place.IsChunk)
            return await CallChunkAsync(arrival).ConfigureAwait(false);
        var call = await CallAsync(arrival, arrival.Input).ConfigureAwait(false);
        Check(arrival, call);
        return new(call.Result, call.Plan, null);
    }

    private async ValueTask<StepEnd> CallChunkAsync(Arrival arrival)
    {
        var results = new List<FlowValue>();
        foreach (var element in Elements.Read(arrival.Input.Json))
        {
            if (arrival.Run!.IsTokenCancelled)
                throw new OperationCanceledException("The chunk was stopped between two elements.");
            arrival.Run.BeginElement(results.Count);
            results.Add(FlowValue.Inline((await CallAsync(arrival, element).ConfigureAwait(false)).Result));
        }

        return new(Elements.Join(results).Json, default, null);
    }

    private async ValueTask<StepInvocation> CallAsync(Arrival arrival, FlowValue input)
    {
        if (!middleware.IsEmpty && middleware.Of(arrival.Definition, arrival.Message.Queue) is { Around.Length: > 0 } within)
            return await CallWithinAsync(arrival, input, within.Route, within.Around).ConfigureAwait(false);
        if (!arrival.Definition.NeedsServices)
            return await CallAsync(arrival, input, null).ConfigureAwait(false);
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
            return await CallAsync(arrival, input, scope.ServiceProvider).ConfigureAwait(false);
    }

    private async ValueTask<StepInvocation> CallAsync(Arrival arrival, FlowValue input, IServiceProvider? services)
    {
        var invocation = new StepInvocation(arrival.Call!, input, arrival.Run!, services, catalog.Json, arrival.Definition) { Route = catalog.Route };
        await arrival.Definition.Invoker!(invocation).ConfigureAwait(false);
        return invocation;
    }

    private async ValueTask<StepInvocation> CallWithinAsync(Arrival arrival, FlowValue input, TaskRoute route, TaskMiddlewareEntry[] around)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var run = new StepInvocation(arrival.Call!, input, arrival.Run!, scope.ServiceProvider, catalog.Json, arrival.Definition) { Route = catalog.Route };
            var invocation = new TaskInvocation(route, run.Context, scope.ServiceProvider, run.CancellationToken);
            await TaskMiddlewares.RunAsync(invocation, around, () => arrival.Definition.Invoker!(run)).ConfigureAwait(false);
            return run;
        }
    }

    private void Check(Arrival arrival, StepInvocation invocation)
    {
        if (invocation.HasOrderingKeys && !options.Value.OrderingKeys)
        {
            throw new TaskResultException(
                $"The signature that task '{arrival.Call!.Name}' returned has an ordering key, but ordering keys are off, and no worker would "
                + "take its steps: set TypedTasksOptions.OrderingKeys in every process.");
        }

        if (invocation.HasPriorities && !options.Value.Priorities)
        {
            throw new TaskResultException(
                $"The signature that task '{arrival.Call!.Name}' returned has a priority, but priorities are off, and no worker would take "
                + "its steps: set TypedTasksOptions.Priorities in every process.");
        }
    }
}
