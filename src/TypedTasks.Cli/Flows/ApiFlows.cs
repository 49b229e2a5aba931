using System.Globalization;
using System.Text.Json;
using TypedTasks.Cli.Targets;
using TypedTasks.Operations;
using static TypedTasks.Operations.OperationsJson;

namespace TypedTasks.Cli.Flows;

/// <summary>Looks at flows and mends them over the API of an application.</summary>
internal sealed class ApiFlows(ApiClient api) : IFlowReader, IFlowActions
{
    public async ValueTask<FlowOverview> GetOverviewAsync(CancellationToken cancellationToken = default) => (await api.GetAsync("overview", Default.FlowOverview, cancellationToken))!;

    public async ValueTask<FlowPage> FindAsync(FlowFilter filter, int pageSize = 50, string? continuationToken = null, CancellationToken cancellationToken = default) =>
        (await api.GetAsync($"flows{Query(filter, ("count", Number(pageSize)), ("after", continuationToken))}", Default.FlowPage, cancellationToken))!;

    public async ValueTask<int> CountAsync(FlowFilter filter, int most = 10_000, CancellationToken cancellationToken = default) =>
        Math.Min(most, (await api.GetAsync($"count{Query(filter)}", Default.FlowTotal, cancellationToken))!.Count);

    public ValueTask<FlowOutline?> GetOutlineAsync(string flowId, CancellationToken cancellationToken = default) => api.GetAsync(Of(flowId), Default.FlowOutline, cancellationToken);

    public ValueTask<MemberPage?> GetMembersAsync(string flowId, string path, int first = 0, int count = 50, CancellationToken cancellationToken = default) =>
        api.GetAsync($"{Of(flowId)}/members{ApiClient.Query(("path", path), ("first", Number(first)), ("count", Number(count)))}", Default.MemberPage, cancellationToken);

    public ValueTask<StepDetails?> GetStepAsync(string flowId, string path, CancellationToken cancellationToken = default) =>
        api.GetAsync($"{Of(flowId)}/step{ApiClient.Query(("path", path))}", Default.StepDetails, cancellationToken);

    public async ValueTask<IReadOnlyList<ActiveStepStatus>> GetActiveStepsAsync(int most = 100, CancellationToken cancellationToken = default) =>
        (await api.GetAsync($"steps{ApiClient.Query(("count", Number(most)))}", Default.IReadOnlyListActiveStepStatus, cancellationToken))!;

    public async ValueTask<IReadOnlyList<FailureGroup>> GetFailuresAsync(TimeSpan within, int most = 50, CancellationToken cancellationToken = default) =>
        (await api.GetAsync($"failures{ApiClient.Query(("within", Span(within)), ("count", Number(most)))}", Default.IReadOnlyListFailureGroup, cancellationToken))!;

    public async ValueTask<IReadOnlyList<TaskTotals>> GetTasksAsync(TimeSpan within, CancellationToken cancellationToken = default) =>
        (await api.GetAsync($"tasks{ApiClient.Query(("within", Span(within)))}", Default.IReadOnlyListTaskTotals, cancellationToken))!;

    public async ValueTask<IReadOnlyList<QueueStatus>> GetQueuesAsync(CancellationToken cancellationToken = default) => (await api.GetAsync("queues", Default.IReadOnlyListQueueStatus, cancellationToken))!;

    public async ValueTask<DeadLetterList> GetDeadLettersAsync(string queue, string? cursor = null, CancellationToken cancellationToken = default) =>
        (await api.GetAsync($"queues/{Uri.EscapeDataString(queue)}/dead-letters{ApiClient.Query(("cursor", cursor))}", Default.DeadLetterList, cancellationToken))!;

    public async ValueTask<WaitPage> GetWaitsAsync(string? eventName = null, int pageSize = 50, string? continuationToken = null, CancellationToken cancellationToken = default) =>
        (await api.GetAsync($"waits{ApiClient.Query(("event", eventName), ("count", Number(pageSize)), ("after", continuationToken))}", Default.WaitPage, cancellationToken))!;

    public async ValueTask<IReadOnlyList<ScheduleEntry>> GetSchedulesAsync(CancellationToken cancellationToken = default) =>
        (await api.GetAsync("schedules", Default.IReadOnlyListScheduleEntry, cancellationToken))!;

    public async ValueTask<ActionPage> GetActionsAsync(string? flowId = null, int pageSize = 50, string? continuationToken = null, CancellationToken cancellationToken = default) =>
        (await api.GetAsync($"actions{ApiClient.Query(("flow", flowId), ("count", Number(pageSize)), ("after", continuationToken))}", Default.ActionPage, cancellationToken))!;

    public async ValueTask<ChangePage> GetChangesAsync(string? after = null, CancellationToken cancellationToken = default) =>
        (await api.GetAsync($"changes{ApiClient.Query(("after", after))}", Default.ChangePage, cancellationToken))!;

    public ValueTask<string?> ExportTestAsync(string flowId, string? registration = null, CancellationToken cancellationToken = default) =>
        api.SendAsync(() => new(HttpMethod.Get, $"{Of(flowId)}/test{ApiClient.Query(("registration", registration))}"), static (answer, token) => answer.ReadAsStringAsync(token)!, cancellationToken);

    public ValueTask<ActionResult> RetryAsync(string flowId, ActionBy by, CancellationToken cancellationToken = default) => ActAsync(flowId, "retry", by, cancellationToken);

    public ValueTask<ActionResult> CancelAsync(string flowId, ActionBy by, CancellationToken cancellationToken = default) => ActAsync(flowId, "cancel", by, cancellationToken);

    public ValueTask<ActionResult> PurgeAsync(string flowId, ActionBy by, CancellationToken cancellationToken = default) => ActAsync(flowId, "purge", by, cancellationToken);

    public ValueTask<ActionResult> ResumeAsync(string flowId, ActionBy by, CancellationToken cancellationToken = default) => ActAsync(flowId, "resume", by, cancellationToken);

    public ValueTask<ActionResult> StartAgainAsync(string flowId, ActionBy by, CancellationToken cancellationToken = default) => ActAsync(flowId, "start-again", by, cancellationToken);

    public async ValueTask<ActionResult> RaiseAsync(string flowId, string eventName, string? key, string json, ActionBy by, CancellationToken cancellationToken = default)
    {
        using var value = JsonDocument.Parse(json);
        return await api.PostAsync(
            $"{Of(flowId)}/events/{Uri.EscapeDataString(eventName)}", new EventRequest(by.Reason, value.RootElement, key), Default.EventRequest, Default.ActionResult, cancellationToken);
    }

    public ValueTask<ActionResult> ReplayDeadLettersAsync(string queue, string? flowId, ActionBy by, CancellationToken cancellationToken = default) =>
        api.PostAsync($"queues/{Uri.EscapeDataString(queue)}/replay", new ReplayRequest(by.Reason, flowId), Default.ReplayRequest, Default.ActionResult, cancellationToken);

    public ValueTask<ActionResult> PauseScheduleAsync(string name, ActionBy by, CancellationToken cancellationToken = default) => ScheduleAsync(name, "pause", by, cancellationToken);

    public ValueTask<ActionResult> ResumeScheduleAsync(string name, ActionBy by, CancellationToken cancellationToken = default) => ScheduleAsync(name, "resume", by, cancellationToken);

    public ValueTask<ActionResult> RunScheduleAsync(string name, ActionBy by, CancellationToken cancellationToken = default) => ScheduleAsync(name, "run", by, cancellationToken);

    public ValueTask<ActionResult> BackfillScheduleAsync(string name, DateTimeOffset from, DateTimeOffset until, ActionBy by, CancellationToken cancellationToken = default) =>
        ScheduleAsync(name, "backfill" + ApiClient.Query(("from", from.ToString("O", CultureInfo.InvariantCulture)), ("until", until.ToString("O", CultureInfo.InvariantCulture))), by, cancellationToken);

    public ValueTask<int> PreviewAsync(BulkAction action, FlowFilter filter, CancellationToken cancellationToken = default) =>
        CountAsync(filter with { States = [action == BulkAction.Retry ? FlowState.Failed : FlowState.Running] }, cancellationToken: cancellationToken);

    public ValueTask<BulkResult> ApplyAsync(BulkAction action, FlowFilter filter, int expected, ActionBy by, CancellationToken cancellationToken = default) =>
        api.PostAsync($"flows/{(action == BulkAction.Retry ? "retry" : "cancel")}", new BulkRequest(by.Reason, expected, filter), Default.BulkRequest, Default.BulkResult, cancellationToken);

    private ValueTask<ActionResult> ScheduleAsync(string name, string action, ActionBy by, CancellationToken cancellationToken) =>
        api.PostAsync($"schedules/{Uri.EscapeDataString(name)}/{action}", new ActionRequest(by.Reason), Default.ActionRequest, Default.ActionResult, cancellationToken);

    private ValueTask<ActionResult> ActAsync(string flowId, string action, ActionBy by, CancellationToken cancellationToken) =>
        api.PostAsync($"{Of(flowId)}/{action}", new ActionRequest(by.Reason), Default.ActionRequest, Default.ActionResult, cancellationToken);

    private static string Of(string flowId) => $"flows/{Uri.EscapeDataString(flowId)}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Span(TimeSpan span) => span == TimeSpan.MaxValue ? "ever" : span.ToString("c", CultureInfo.InvariantCulture);

    private static string Query(FlowFilter filter, params IEnumerable<(string Name, string? Value)> more) => ApiClient.Query(
    [
        .. filter.States.Select(static s => ("state", (string?)s.ToString())),
        ("task", filter.Task),
        ("name", filter.Name),
        ("prefix", filter.Prefix),
        ("header", filter.Header is { } header ? $"{header.Key}={header.Value}" : null),
        ("failure", filter.Failure),
        ("quiet", filter.IsQuiet ? "true" : null),
        ("late", filter.IsLate ? "true" : null),
        ("from", filter.AcceptedFrom?.ToString("O", CultureInfo.InvariantCulture)),
        ("before", filter.AcceptedBefore?.ToString("O", CultureInfo.InvariantCulture)),
        .. more,
    ]);
}
