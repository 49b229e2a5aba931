using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TypedTasks.Operations;
using static TypedTasks.AspNetCore.Api.Answers;
using static TypedTasks.AspNetCore.Api.Asked;
using static TypedTasks.Operations.OperationsJson;

namespace TypedTasks.AspNetCore.Api;

/// <summary>The routes that look.</summary>
internal static class ReadRoutes
{
    private const int Page = 50;
    private const int Most = 10_000;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/overview", GetOverviewAsync).Produces<FlowOverview>().WithSummary("What somebody on duty looks at first");
        group.MapGet("/flows", GetFlowsAsync).Produces<FlowPage>().WithSummary("Finds flows, newest first");
        group.MapGet("/count", GetCountAsync).Produces<FlowTotal>().WithSummary("Counts flows, 10,000 at most");
        group.MapGet("/flows/{id}", GetFlowAsync).Produces<FlowOutline>().ProducesProblem(StatusCodes.Status404NotFound).WithSummary("A flow as a tree");
        group.MapGet("/flows/{id}/members", GetMembersAsync).Produces<MemberPage>().ProducesProblem(StatusCodes.Status404NotFound).WithSummary("Some members of a node");
        group.MapGet("/flows/{id}/step", GetStepAsync).Produces<StepDetails>().ProducesProblem(StatusCodes.Status404NotFound).WithSummary("A step with its values");
        group.MapGet("/flows/{id}/test", GetTestAsync).Produces<string>(contentType: "text/plain").ProducesProblem(StatusCodes.Status404NotFound).WithSummary("A failed flow as a failing test");
        group.MapGet("/steps", GetStepsAsync).Produces<IReadOnlyList<ActiveStepStatus>>().WithSummary("What runs now");
        group.MapGet("/failures", GetFailuresAsync).Produces<IReadOnlyList<FailureGroup>>().WithSummary("The kinds of failures");
        group.MapGet("/tasks", GetTasksAsync).Produces<IReadOnlyList<TaskTotals>>().WithSummary("What was counted of each task");
        group.MapGet("/queues", GetQueuesAsync).Produces<IReadOnlyList<QueueStatus>>().WithSummary("What the broker says of the queues");
        group.MapGet("/queues/{queue}/dead-letters", GetDeadLettersAsync).Produces<DeadLetterList>().WithSummary("Dead letters of a queue");
        group.MapGet("/waits", GetWaitsAsync).Produces<WaitPage>().WithSummary("What flows wait for");
        group.MapGet("/schedules", GetSchedulesAsync).Produces<IReadOnlyList<ScheduleEntry>>().WithSummary("The schedules");
        group.MapGet("/actions", GetActionsAsync).Produces<ActionPage>().WithSummary("What operators have done");
        group.MapGet("/changes", GetChangesAsync).Produces<ChangePage>().WithSummary("Which flows have changed");
    }

    private static async Task<IResult> GetOverviewAsync(IFlowReader reader, CancellationToken cancellationToken) =>
        Of(await reader.GetOverviewAsync(cancellationToken), Default.FlowOverview);

    private static async Task<IResult> GetFlowsAsync(
        IFlowReader reader,
        string[]? state,
        string? task,
        string? name,
        string? prefix,
        string? header,
        string? failure,
        string? quiet,
        string? late,
        string? from,
        string? before,
        string? count,
        string? after,
        CancellationToken cancellationToken) =>
        Of(await reader.FindAsync(Filter(state, task, name, prefix, header, failure, quiet, late, from, before), Number(count, nameof(count), Page), after, cancellationToken), Default.FlowPage);

    private static async Task<IResult> GetCountAsync(
        IFlowReader reader,
        string[]? state,
        string? task,
        string? name,
        string? prefix,
        string? header,
        string? failure,
        string? quiet,
        string? late,
        string? from,
        string? before,
        CancellationToken cancellationToken) =>
        Of(new FlowTotal(await reader.CountAsync(Filter(state, task, name, prefix, header, failure, quiet, late, from, before), Most, cancellationToken)), Default.FlowTotal);

    private static async Task<IResult> GetFlowAsync(IFlowReader reader, string id, CancellationToken cancellationToken) =>
        OrNotFound(await reader.GetOutlineAsync(id, cancellationToken), Default.FlowOutline, "flow");

    private static async Task<IResult> GetMembersAsync(IFlowReader reader, string id, string? path, string? first, string? count, CancellationToken cancellationToken) =>
        OrNotFound(await reader.GetMembersAsync(id, Short(path, nameof(path)) ?? "", Number(first, nameof(first), 0), Number(count, nameof(count), Page), cancellationToken), Default.MemberPage, "node with members");

    private static async Task<IResult> GetStepAsync(IFlowReader reader, string id, string? path, CancellationToken cancellationToken) =>
        OrNotFound(await reader.GetStepAsync(id, Short(path, nameof(path)) ?? "", cancellationToken), Default.StepDetails, "step");

    private static async Task<IResult> GetTestAsync(IFlowReader reader, string id, string? registration, CancellationToken cancellationToken) =>
        await reader.ExportTestAsync(id, registration, cancellationToken) is { } file ? TypedResults.Text(file) : NotFound("flow");

    private static async Task<IResult> GetStepsAsync(IFlowReader reader, string? count, CancellationToken cancellationToken) =>
        Of(await reader.GetActiveStepsAsync(Number(count, nameof(count), Page), cancellationToken), Default.IReadOnlyListActiveStepStatus);

    private static async Task<IResult> GetFailuresAsync(IFlowReader reader, string? within, string? count, CancellationToken cancellationToken) =>
        Of(await reader.GetFailuresAsync(Span(within, nameof(within), Day), Number(count, nameof(count), Page), cancellationToken), Default.IReadOnlyListFailureGroup);

    private static async Task<IResult> GetTasksAsync(IFlowReader reader, string? within, CancellationToken cancellationToken) =>
        Of(await reader.GetTasksAsync(Span(within, nameof(within), Hour), cancellationToken), Default.IReadOnlyListTaskTotals);

    private static async Task<IResult> GetQueuesAsync(IFlowReader reader, CancellationToken cancellationToken) =>
        Of(await reader.GetQueuesAsync(cancellationToken), Default.IReadOnlyListQueueStatus);

    private static async Task<IResult> GetDeadLettersAsync(IFlowReader reader, string queue, string? cursor, CancellationToken cancellationToken) =>
        Of(await reader.GetDeadLettersAsync(queue, cursor, cancellationToken), Default.DeadLetterList);

    private static async Task<IResult> GetWaitsAsync(IFlowReader reader, string? @event, string? count, string? after, CancellationToken cancellationToken) =>
        Of(await reader.GetWaitsAsync(Short(@event, nameof(@event)), Number(count, nameof(count), Page), after, cancellationToken), Default.WaitPage);

    private static async Task<IResult> GetSchedulesAsync(IFlowReader reader, CancellationToken cancellationToken) =>
        Of(await reader.GetSchedulesAsync(cancellationToken), Default.IReadOnlyListScheduleEntry);

    private static async Task<IResult> GetActionsAsync(IFlowReader reader, string? flow, string? count, string? after, CancellationToken cancellationToken) =>
        Of(await reader.GetActionsAsync(Short(flow, nameof(flow)), Number(count, nameof(count), Page), after, cancellationToken), Default.ActionPage);

    private static async Task<IResult> GetChangesAsync(IFlowReader reader, string? after, CancellationToken cancellationToken) =>
        Of(await reader.GetChangesAsync(after, cancellationToken), Default.ChangePage);
}
