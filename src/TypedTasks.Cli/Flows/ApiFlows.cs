using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TypedTasks.Cli.Targets;
using TypedTasks.Operations;
using static TypedTasks.Operations.OperationsJson;

namespace TypedTasks.Cli.Flows;

/// <summary>Looks at flows and mends them over the API of an application.</summary>
internal sealed class ApiFlows(HttpClient http) : IFlowReader, IFlowActions, IAsyncDisposable
{
    public async ValueTask<FlowOverview> GetOverviewAsync(CancellationToken cancellationToken = default) => (await GetAsync("overview", Default.FlowOverview, cancellationToken))!;

    public async ValueTask<FlowPage> FindAsync(FlowFilter filter, int pageSize = 50, string? continuationToken = null, CancellationToken cancellationToken = default) =>
        (await GetAsync($"flows{Query(filter, ("count", Number(pageSize)), ("after", continuationToken))}", Default.FlowPage, cancellationToken))!;

    public async ValueTask<int> CountAsync(FlowFilter filter, int most = 10_000, CancellationToken cancellationToken = default) =>
        Math.Min(most, (await GetAsync($"count{Query(filter)}", Default.FlowTotal, cancellationToken))!.Count);

    public ValueTask<FlowOutline?> GetOutlineAsync(string flowId, CancellationToken cancellationToken = default) => GetAsync(Of(flowId), Default.FlowOutline, cancellationToken);

    public ValueTask<MemberPage?> GetMembersAsync(string flowId, string path, int first = 0, int count = 50, CancellationToken cancellationToken = default) =>
        GetAsync($"{Of(flowId)}/members{Query(("path", path), ("first", Number(first)), ("count", Number(count)))}", Default.MemberPage, cancellationToken);

    public ValueTask<StepDetails?> GetStepAsync(string flowId, string path, CancellationToken cancellationToken = default) =>
        GetAsync($"{Of(flowId)}/step{Query(("path", path))}", Default.StepDetails, cancellationToken);

    public async ValueTask<IReadOnlyList<ActiveStepStatus>> GetActiveStepsAsync(int most = 100, CancellationToken cancellationToken = default) =>
        (await GetAsync($"steps{Query(("count", Number(most)))}", Default.IReadOnlyListActiveStepStatus, cancellationToken))!;

    public async ValueTask<IReadOnlyList<FailureGroup>> GetFailuresAsync(TimeSpan within, int most = 50, CancellationToken cancellationToken = default) =>
        (await GetAsync($"failures{Query(("within", Span(within)), ("count", Number(most)))}", Default.IReadOnlyListFailureGroup, cancellationToken))!;

    public async ValueTask<IReadOnlyList<TaskTotals>> GetTasksAsync(TimeSpan within, CancellationToken cancellationToken = default) =>
        (await GetAsync($"tasks{Query(("within", Span(within)))}", Default.IReadOnlyListTaskTotals, cancellationToken))!;

    public async ValueTask<IReadOnlyList<QueueStatus>> GetQueuesAsync(CancellationToken cancellationToken = default) => (await GetAsync("queues", Default.IReadOnlyListQueueStatus, cancellationToken))!;

    public async ValueTask<DeadLetterList> GetDeadLettersAsync(string queue, string? cursor = null, CancellationToken cancellationToken = default) =>
        (await GetAsync($"queues/{Uri.EscapeDataString(queue)}/dead-letters{Query(("cursor", cursor))}", Default.DeadLetterList, cancellationToken))!;

    public async ValueTask<WaitPage> GetWaitsAsync(string? eventName = null, int pageSize = 50, string? continuationToken = null, CancellationToken cancellationToken = default) =>
        (await GetAsync($"waits{Query(("event", eventName), ("count", Number(pageSize)), ("after", continuationToken))}", Default.WaitPage, cancellationToken))!;

    public async ValueTask<IReadOnlyList<ScheduleEntry>> GetSchedulesAsync(CancellationToken cancellationToken = default) =>
        (await GetAsync("schedules", Default.IReadOnlyListScheduleEntry, cancellationToken))!;

    public async ValueTask<ActionPage> GetActionsAsync(string? flowId = null, int pageSize = 50, string? continuationToken = null, CancellationToken cancellationToken = default) =>
        (await GetAsync($"actions{Query(("flow", flowId), ("count", Number(pageSize)), ("after", continuationToken))}", Default.ActionPage, cancellationToken))!;

    public async ValueTask<ChangePage> GetChangesAsync(string? after = null, CancellationToken cancellationToken = default) =>
        (await GetAsync($"changes{Query(("after", after))}", Default.ChangePage, cancellationToken))!;

    public ValueTask<string?> ExportTestAsync(string flowId, string? registration = null, CancellationToken cancellationToken = default) =>
        SendAsync(() => new(HttpMethod.Get, $"{Of(flowId)}/test{Query(("registration", registration))}"), static (answer, token) => answer.ReadAsStringAsync(token)!, cancellationToken);

    public ValueTask<ActionResult> RetryAsync(string flowId, ActionBy by, CancellationToken cancellationToken = default) => ActAsync(flowId, "retry", by, cancellationToken);

    public ValueTask<ActionResult> CancelAsync(string flowId, ActionBy by, CancellationToken cancellationToken = default) => ActAsync(flowId, "cancel", by, cancellationToken);

    public ValueTask<ActionResult> PurgeAsync(string flowId, ActionBy by, CancellationToken cancellationToken = default) => ActAsync(flowId, "purge", by, cancellationToken);

    public ValueTask<ActionResult> ResumeAsync(string flowId, ActionBy by, CancellationToken cancellationToken = default) => ActAsync(flowId, "resume", by, cancellationToken);

    public ValueTask<ActionResult> StartAgainAsync(string flowId, ActionBy by, CancellationToken cancellationToken = default) => ActAsync(flowId, "start-again", by, cancellationToken);

    public async ValueTask<ActionResult> RaiseAsync(string flowId, string eventName, string? key, string json, ActionBy by, CancellationToken cancellationToken = default)
    {
        using var value = JsonDocument.Parse(json);
        return await PostAsync(
            $"{Of(flowId)}/events/{Uri.EscapeDataString(eventName)}", new EventRequest(by.Reason, value.RootElement, key), Default.EventRequest, Default.ActionResult, cancellationToken);
    }

    public ValueTask<ActionResult> ReplayDeadLettersAsync(string queue, string? flowId, ActionBy by, CancellationToken cancellationToken = default) =>
        PostAsync($"queues/{Uri.EscapeDataString(queue)}/replay", new ReplayRequest(by.Reason, flowId), Default.ReplayRequest, Default.ActionResult, cancellationToken);

    public ValueTask<ActionResult> PauseScheduleAsync(string name, ActionBy by, CancellationToken cancellationToken = default) => ScheduleAsync(name, "pause", by, cancellationToken);

    public ValueTask<ActionResult> ResumeScheduleAsync(string name, ActionBy by, CancellationToken cancellationToken = default) => ScheduleAsync(name, "resume", by, cancellationToken);

    public ValueTask<ActionResult> RunScheduleAsync(string name, ActionBy by, CancellationToken cancellationToken = default) => ScheduleAsync(name, "run", by, cancellationToken);

    public ValueTask<ActionResult> BackfillScheduleAsync(string name, DateTimeOffset from, DateTimeOffset until, ActionBy by, CancellationToken cancellationToken = default) =>
        ScheduleAsync(name, "backfill" + Query(("from", from.ToString("O", CultureInfo.InvariantCulture)), ("until", until.ToString("O", CultureInfo.InvariantCulture))), by, cancellationToken);

    public ValueTask<int> PreviewAsync(BulkAction action, FlowFilter filter, CancellationToken cancellationToken = default) =>
        CountAsync(filter with { States = [action == BulkAction.Retry ? FlowState.Failed : FlowState.Running] }, cancellationToken: cancellationToken);

    public ValueTask<BulkResult> ApplyAsync(BulkAction action, FlowFilter filter, int expected, ActionBy by, CancellationToken cancellationToken = default) =>
        PostAsync($"flows/{(action == BulkAction.Retry ? "retry" : "cancel")}", new BulkRequest(by.Reason, expected, filter), Default.BulkRequest, Default.BulkResult, cancellationToken);

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return ValueTask.CompletedTask;
    }

    private ValueTask<ActionResult> ScheduleAsync(string name, string action, ActionBy by, CancellationToken cancellationToken) =>
        PostAsync($"schedules/{Uri.EscapeDataString(name)}/{action}", new ActionRequest(by.Reason), Default.ActionRequest, Default.ActionResult, cancellationToken);

    private ValueTask<ActionResult> ActAsync(string flowId, string action, ActionBy by, CancellationToken cancellationToken) =>
        PostAsync($"{Of(flowId)}/{action}", new ActionRequest(by.Reason), Default.ActionRequest, Default.ActionResult, cancellationToken);

    private async ValueTask<TOut> PostAsync<TIn, TOut>(string address, TIn body, JsonTypeInfo<TIn> type, JsonTypeInfo<TOut> result, CancellationToken cancellationToken)
        where TOut : class =>
        await SendAsync(() => new(HttpMethod.Post, address) { Content = JsonContent.Create(body, type) }, (answer, token) => answer.ReadFromJsonAsync(result, token), cancellationToken)
        ?? throw new RefusedException("There is no such flow, event or queue: it never was, or is no longer kept.");

    private ValueTask<T?> GetAsync<T>(string address, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => SendAsync(() => new(HttpMethod.Get, address), (answer, token) => answer.ReadFromJsonAsync(type, token), cancellationToken);

    private async ValueTask<T?> SendAsync<T>(Func<HttpRequestMessage> create, Func<HttpContent, CancellationToken, Task<T?>> read, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var request = create();
            using var answer = await http.SendAsync(request, cancellationToken);
            if (answer.IsSuccessStatusCode)
                return await read(answer.Content, cancellationToken);
            if (answer.StatusCode == HttpStatusCode.NotFound && request.Method == HttpMethod.Get)
                return null;
            throw await DescribeAsync(answer, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw new NotReachableException($"The API at {http.BaseAddress} does not answer: {e.Message}");
        }
        catch (JsonException e)
        {
            throw new NotReachableException($"What answers at {http.BaseAddress} is not the API of this version: {e.Message}");
        }
    }

    private async ValueTask<Exception> DescribeAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var text = answer.Content.Headers.ContentType?.MediaType == "application/problem+json" ? Detail(await answer.Content.ReadAsStringAsync(cancellationToken)) : null;
        return answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized => new RefusedException($"The API at {http.BaseAddress} does not know who asks: give a --token."),
            HttpStatusCode.Forbidden => new RefusedException(text ?? $"The API at {http.BaseAddress} does not let you do this."),
            HttpStatusCode.ServiceUnavailable => new NotReachableException(text ?? $"The API at {http.BaseAddress} does not reach its store or its broker."),
            _ => new RefusedException(text ?? $"The API at {http.BaseAddress} answers {(int)answer.StatusCode}."),
        };
    }

    private static string? Detail(string json)
    {
        try
        {
            using var problem = JsonDocument.Parse(json);
            return problem.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString() : null;
        }
        catch (JsonException)
        {
            return null; // Somebody on the way has answered.
        }
    }

    private static string Of(string flowId) => $"flows/{Uri.EscapeDataString(flowId)}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Span(TimeSpan span) => span == TimeSpan.MaxValue ? "ever" : span.ToString("c", CultureInfo.InvariantCulture);

    private static string Query(params IEnumerable<(string Name, string? Value)> parts)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in parts)
        {
            if (value is not null)
                text.Append(text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return text.ToString();
    }

    private static string Query(FlowFilter filter, params IEnumerable<(string Name, string? Value)> more) => Query(
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
