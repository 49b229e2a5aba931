using TypedTasks.Cli.Targets;
using TypedTasks.Operations;
using static TypedTasks.Operations.OperationsJson;

namespace TypedTasks.Cli.Workers;

/// <summary>Looks at workers and steers them over the API of an application.</summary>
internal sealed class ApiWorkers(ApiClient api) : IWorkers
{
    public async ValueTask<IReadOnlyList<WorkerStatus>> ListAsync(CancellationToken cancellationToken = default) =>
        await api.GetAsync("workers", Default.IReadOnlyListWorkerStatus, cancellationToken) ?? throw Unknown();

    public async ValueTask<IReadOnlyList<WorkerControl>> ListControlsAsync(CancellationToken cancellationToken = default) =>
        await api.GetAsync("controls", Default.IReadOnlyListWorkerControl, cancellationToken) ?? throw Unknown();

    public ValueTask PauseAsync(string queue, ActionBy by, string? worker = null, CancellationToken cancellationToken = default) => SteerAsync(queue, "pause", new(by.Reason, worker), cancellationToken);

    public ValueTask ResumeAsync(string queue, ActionBy by, string? worker = null, CancellationToken cancellationToken = default) => SteerAsync(queue, "resume", new(by.Reason, worker), cancellationToken);

    public ValueTask SetSlotsAsync(string queue, int? slots, ActionBy by, string? worker = null, CancellationToken cancellationToken = default) =>
        SteerAsync(queue, "slots", new(by.Reason, worker, slots), cancellationToken);

    public ValueTask DrainAsync(string worker, ActionBy by, CancellationToken cancellationToken = default) => WorkerAsync(worker, "drain", by, cancellationToken);

    public ValueTask EndDrainAsync(string worker, ActionBy by, CancellationToken cancellationToken = default) => WorkerAsync(worker, "end-drain", by, cancellationToken);

    public async ValueTask SetLimitsAsync(string task, RateLimit? rate, int? maxConcurrency, ActionBy by, CancellationToken cancellationToken = default) =>
        await api.PostAsync($"tasks/{Uri.EscapeDataString(task)}/limits", new LimitsRequest(by.Reason, rate?.Short, maxConcurrency), Default.LimitsRequest, Default.ActionResult, cancellationToken);

    private async ValueTask SteerAsync(string queue, string what, WorkerRequest request, CancellationToken cancellationToken) =>
        await api.PostAsync($"queues/{Uri.EscapeDataString(queue)}/{what}", request, Default.WorkerRequest, Default.ActionResult, cancellationToken);

    private async ValueTask WorkerAsync(string worker, string what, ActionBy by, CancellationToken cancellationToken) =>
        await api.PostAsync($"workers/{Uri.EscapeDataString(worker)}/{what}", new ActionRequest(by.Reason), Default.ActionRequest, Default.ActionResult, cancellationToken);

    private static NotReachableException Unknown() => new("The API has no list of workers: the application has an older version of TypedTasks.AspNetCore.");
}
