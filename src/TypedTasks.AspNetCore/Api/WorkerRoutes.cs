using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TypedTasks.Operations;
using static TypedTasks.Operations.OperationsJson;

namespace TypedTasks.AspNetCore.Api;

/// <summary>Workers: who runs what, and what is said of them, of queues and of tasks while they run.</summary>
internal static class WorkerRoutes
{
    public static void MapReading(RouteGroupBuilder group)
    {
        group.MapGet("/workers", GetWorkersAsync).Produces<IReadOnlyList<WorkerStatus>>().WithSummary("Who runs what");
        group.MapGet("/controls", GetControlsAsync).Produces<IReadOnlyList<WorkerControl>>().WithSummary("What was said last of queues, workers and tasks");
    }

    public static void MapOperating(RouteGroupBuilder group)
    {
        OperateRoutes.Action(group.MapPost("/workers/{worker}/drain", DrainAsync), "Lets a worker take nothing new and end what it runs");
        OperateRoutes.Action(group.MapPost("/workers/{worker}/end-drain", EndDrainAsync), "Lets a worker that is drained take messages again");
        Steer(group.MapPost("/queues/{queue}/pause", PauseAsync), "Lets workers take nothing more from a queue");
        Steer(group.MapPost("/queues/{queue}/resume", ResumeAsync), "Lets workers take from a queue again");
        Steer(group.MapPost("/queues/{queue}/slots", SetSlotsAsync), "Changes how many steps of a queue each worker runs at once");
        OperateRoutes.Describe(group.MapPost("/tasks/{task}/limits", SetLimitsAsync), "Changes how often a task may start, and how many runs of it may be under way")
            .Accepts<LimitsRequest>("application/json").Produces<ActionResult>();
    }

    private static async Task<IResult> GetWorkersAsync(IWorkers workers, CancellationToken cancellationToken) =>
        Answers.Of(await workers.ListAsync(cancellationToken), Default.IReadOnlyListWorkerStatus);

    private static async Task<IResult> GetControlsAsync(IWorkers workers, CancellationToken cancellationToken) =>
        Answers.Of(await workers.ListControlsAsync(cancellationToken), Default.IReadOnlyListWorkerControl);

    private static async Task<IResult> DrainAsync(IWorkers workers, string worker, HttpContext context)
    {
        await workers.DrainAsync(worker, await OperateRoutes.ByAsync(context), context.RequestAborted);
        return Done($"Worker {worker} takes nothing new, and ends what it runs.");
    }

    private static async Task<IResult> EndDrainAsync(IWorkers workers, string worker, HttpContext context)
    {
        await workers.EndDrainAsync(worker, await OperateRoutes.ByAsync(context), context.RequestAborted);
        return Done($"Worker {worker} takes messages again.");
    }

    private static async Task<IResult> PauseAsync(IWorkers workers, string queue, HttpContext context)
    {
        var (by, asked) = await ReadAsync(context);
        await workers.PauseAsync(queue, by, asked.Worker, context.RequestAborted);
        return Done($"Queue '{queue}' is paused for {Of(asked)}.");
    }

    private static async Task<IResult> ResumeAsync(IWorkers workers, string queue, HttpContext context)
    {
        var (by, asked) = await ReadAsync(context);
        await workers.ResumeAsync(queue, by, asked.Worker, context.RequestAborted);
        return Done($"Queue '{queue}' is not paused any more for {Of(asked)}.");
    }

    private static async Task<IResult> SetSlotsAsync(IWorkers workers, string queue, HttpContext context)
    {
        var (by, asked) = await ReadAsync(context);
        await workers.SetSlotsAsync(queue, asked.Slots, by, asked.Worker, context.RequestAborted);
        return Done($"Queue '{queue}' has {(asked.Slots is { } slots ? $"{slots} slots" : "the slots of the configuration")} for {Of(asked)}.");
    }

    private static async Task<IResult> SetLimitsAsync(IWorkers workers, string task, HttpContext context)
    {
        var asked = await OperateRoutes.ReadAsync(context, Default.LimitsRequest);
        await workers.SetLimitsAsync(task, Rate(asked.Rate), asked.MaxConcurrency, OperateRoutes.Named(context, asked.Reason), context.RequestAborted);
        return Done($"Task '{task}' starts {asked.Rate ?? "as often as it declares"}, and runs {(asked.MaxConcurrency is { } most ? $"{most} times at once at most" : "as many times at once as it declares")}.");
    }

    private static RateLimit? Rate(string? text)
    {
        try
        {
            return text is null ? null : RateLimit.Parse(text);
        }
        catch (FormatException e)
        {
            throw new ArgumentException(e.Message, e);
        }
    }

    private static async ValueTask<(ActionBy By, WorkerRequest Asked)> ReadAsync(HttpContext context)
    {
        var asked = await OperateRoutes.ReadAsync(context, Default.WorkerRequest);
        return (OperateRoutes.Named(context, asked.Reason), asked);
    }

    private static string Of(WorkerRequest asked) => asked.Worker is { } worker ? $"worker {worker}" : "all workers";

    private static IResult Done(string text) => Answers.Of(new ActionResult(true, text));

    private static void Steer(RouteHandlerBuilder route, string summary) => OperateRoutes.Describe(route, summary).Accepts<WorkerRequest>("application/json").Produces<ActionResult>();
}
