using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using TypedTasks.Operations;
using static TypedTasks.AspNetCore.Api.Answers;
using static TypedTasks.Operations.OperationsJson;

namespace TypedTasks.AspNetCore.Api;

/// <summary>The routes that change something. Each takes a JSON body with a reason: a form on another site cannot send one.</summary>
internal static class OperateRoutes
{
    private const int MostBody = 128 * 1024;

    public static void Map(RouteGroupBuilder group)
    {
        Action(group.MapPost("/flows/{id}/retry", RetryAsync), "Runs a failed flow on from where it failed");
        Action(group.MapPost("/flows/{id}/cancel", CancelAsync), "Cancels a flow");
        Action(group.MapPost("/flows/{id}/purge", PurgeAsync), "Deletes a flow that has ended");
        Action(group.MapPost("/flows/{id}/resume", ResumeAsync), "Sends the messages of a flow again that its broker has lost");
        Action(group.MapPost("/flows/{id}/start-again", StartAgainAsync), "Starts the plan of a flow that has ended as a new flow");
        Describe(group.MapPost("/flows/{id}/events/{name}", RaiseAsync), "Says something to a flow").Accepts<EventRequest>("application/json").Produces<ActionResult>();
        Describe(group.MapPost("/queues/{queue}/replay", ReplayAsync), "Lets the flows of dead letters go on").Accepts<ReplayRequest>("application/json").Produces<ActionResult>();
        Action(group.MapPost("/schedules/{name}/pause", PauseScheduleAsync), "Pauses a schedule");
        Action(group.MapPost("/schedules/{name}/resume", ResumeScheduleAsync), "Ends the pause of a schedule");
        Action(group.MapPost("/schedules/{name}/run", RunScheduleAsync), "Starts a run of a schedule now");
        Action(group.MapPost("/schedules/{name}/backfill", BackfillScheduleAsync), "Runs what a schedule would have run in a time that has passed");
        Describe(group.MapPost("/flows/retry", RetryManyAsync), "Runs many failed flows on").Accepts<BulkRequest>("application/json").Produces<BulkResult>();
        Describe(group.MapPost("/flows/cancel", CancelManyAsync), "Cancels many flows").Accepts<BulkRequest>("application/json").Produces<BulkResult>();
    }

    private static async Task<IResult> RetryAsync(IFlowActions actions, string id, HttpContext context) => Of(await actions.RetryAsync(id, await ByAsync(context), context.RequestAborted));

    private static async Task<IResult> CancelAsync(IFlowActions actions, string id, HttpContext context) => Of(await actions.CancelAsync(id, await ByAsync(context), context.RequestAborted));

    private static async Task<IResult> PurgeAsync(IFlowActions actions, string id, HttpContext context) => Of(await actions.PurgeAsync(id, await ByAsync(context), context.RequestAborted));

    private static async Task<IResult> ResumeAsync(IFlowActions actions, string id, HttpContext context) => Of(await actions.ResumeAsync(id, await ByAsync(context), context.RequestAborted));

    private static async Task<IResult> StartAgainAsync(IFlowActions actions, string id, HttpContext context) =>
        Of(await actions.StartAgainAsync(id, await ByAsync(context), context.RequestAborted));

    private static async Task<IResult> RaiseAsync(IFlowActions actions, string id, string name, HttpContext context)
    {
        var asked = await ReadAsync(context, Default.EventRequest);
        var value = asked.Value ?? throw new ArgumentException("The body has no value: what is to be said?");
        return Of(await actions.RaiseAsync(id, name, asked.Key, value.GetRawText(), Named(context, asked.Reason), context.RequestAborted));
    }

    private static async Task<IResult> ReplayAsync(IFlowActions actions, string queue, HttpContext context)
    {
        var asked = await ReadAsync(context, Default.ReplayRequest);
        return Of(await actions.ReplayDeadLettersAsync(queue, asked.FlowId, Named(context, asked.Reason), context.RequestAborted));
    }

    private static async Task<IResult> PauseScheduleAsync(IFlowActions actions, string name, HttpContext context) =>
        Of(await actions.PauseScheduleAsync(name, await ByAsync(context), context.RequestAborted));

    private static async Task<IResult> ResumeScheduleAsync(IFlowActions actions, string name, HttpContext context) =>
        Of(await actions.ResumeScheduleAsync(name, await ByAsync(context), context.RequestAborted));

    private static async Task<IResult> RunScheduleAsync(IFlowActions actions, string name, HttpContext context) =>
        Of(await actions.RunScheduleAsync(name, await ByAsync(context), context.RequestAborted));

    private static async Task<IResult> BackfillScheduleAsync(IFlowActions actions, string name, DateTimeOffset from, DateTimeOffset until, HttpContext context) =>
        Of(await actions.BackfillScheduleAsync(name, from, until, await ByAsync(context), context.RequestAborted));

    private static Task<IResult> RetryManyAsync(IFlowActions actions, HttpContext context) => ApplyAsync(actions, BulkAction.Retry, context);

    private static Task<IResult> CancelManyAsync(IFlowActions actions, HttpContext context) => ApplyAsync(actions, BulkAction.Cancel, context);

    private static async Task<IResult> ApplyAsync(IFlowActions actions, BulkAction action, HttpContext context)
    {
        var asked = await ReadAsync(context, Default.BulkRequest);
        var filter = asked.Filter ?? throw new ArgumentException("The body has no filter: which flows are meant? {} is all of them.");
        var result = await actions.ApplyAsync(action, filter, asked.Expected, Named(context, asked.Reason), context.RequestAborted);
        return result.IsDone ? Answers.Of(result, Default.BulkResult) : Refuse(StatusCodes.Status409Conflict, "Refused", result.Text);
    }

    internal static async Task<ActionBy> ByAsync(HttpContext context) => Named(context, (await ReadAsync(context, Default.ActionRequest)).Reason);

    internal static ActionBy Named(HttpContext context, string? reason)
    {
        var actor = context.User.Identity is { IsAuthenticated: true }
            ? Callers.NameOf(context.User) ?? throw new BadHttpRequestException("Your identity has no name, and what is done here is written down with who did it.", StatusCodes.Status403Forbidden)
            : "nobody known (this machine, in development)";
        return new(actor, reason ?? "");
    }

    internal static async ValueTask<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
    {
        if (!context.Request.HasJsonContentType())
            throw new BadHttpRequestException("The body must be JSON, and say so: Content-Type: application/json.", StatusCodes.Status415UnsupportedMediaType);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MostBody;
        return await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted) ?? throw new ArgumentException("The body is null: give a reason.");
    }

    internal static void Action(RouteHandlerBuilder route, string summary) => Describe(route, summary).Accepts<ActionRequest>("application/json").Produces<ActionResult>();

    internal static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string summary) => route
        .WithSummary(summary)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict);
}
