using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TypedTasks.AspNetCore;
using static TypedTasks.Hosting.Tests.Operations.Night.Tasks;

namespace TypedTasks.Hosting.Tests.Operations;

[Collection(nameof(Night))]
public sealed class ApiTests
{
    private const string Reader = "rita:read";
    private const string Operator = "olga:read,operate";

    [Fact]
    public async Task Whoever_may_only_look_changes_nothing_on_any_route()
    {
        await using var app = await StartAsync(withPolicies: true);
        using var http = Client(app);
        var flow = await FailedAsync(app);
        var routes = Routes(app);
        Assert.Contains(routes, static r => r.Method == "POST");
        foreach (var (method, route) in routes)
        {
            var address = Fill(route, flow.FlowId);
            Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(http, method, address, null)).Status);
            var (status, _) = await SendAsync(http, method, address, Reader);
            if (method == "GET")
                Assert.NotEqual(HttpStatusCode.Forbidden, status);
            else
                Assert.Equal(HttpStatusCode.Forbidden, status);

            // Neither a method that is not meant, nor one that claims to be another, gets further.
            foreach (var other in new[] { "PUT", "DELETE", "PATCH" })
                Assert.Equal(HttpStatusCode.MethodNotAllowed, (await SendAsync(http, other, address, Operator)).Status);
        }

        Assert.Equal(FlowState.Failed, (await flow.GetStatusAsync()).State);
        Assert.Empty((await ReadAsync(http, "/tasks/api/actions", Reader)).GetProperty("actions").EnumerateArray());
    }

    [Fact]
    public async Task It_is_closed_unless_policies_are_named()
    {
        await using (var production = await StartAsync(withPolicies: false))
        {
            using var http = Client(production);
            foreach (var (method, route) in Routes(production))
            {
                var (status, body) = await SendAsync(http, method, Fill(route, "x"), Operator);
                Assert.Equal(HttpStatusCode.Forbidden, status);
                Assert.Contains("Policy", body, StringComparison.Ordinal);
            }
        }

        await using var development = await StartAsync(withPolicies: false, Environments.Development);
        using var local = Client(development);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(local, "GET", "/tasks/api/overview", null)).Status);

        // A page elsewhere whose name leads here.
        using var request = new HttpRequestMessage(HttpMethod.Get, "/tasks/api/overview") { Headers = { Host = "evil.example" } };
        using var answer = await local.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_failed_flow_is_found_and_mended()
    {
        await using var app = await StartAsync(withPolicies: true);
        using var http = Client(app);
        var flow = await FailedAsync(app);
        var overview = await ReadAsync(http, "/tasks/api/overview", Reader);
        var failure = overview.GetProperty("failures")[0];
        Assert.Equal("night.resize", failure.GetProperty("task").GetString());
        var found = await ReadAsync(http, $"/tasks/api/flows?failure={failure.GetProperty("fingerprint").GetString()}&state=failed&count=10", Reader);
        Assert.Equal(flow.FlowId, found.GetProperty("flows")[0].GetProperty("flowId").GetString());
        var outline = await ReadAsync(http, $"/tasks/api/flows/{flow.FlowId}", Reader);
        Assert.Equal("Failed", outline.GetProperty("root").GetProperty("children")[1].GetProperty("state").GetString());
        var step = await ReadAsync(http, $"/tasks/api/flows/{flow.FlowId}/step?path={outline.GetProperty("failedPath").GetString()}", Reader);
        Assert.Equal("\"photo of a.jpg\"", step.GetProperty("input").GetProperty("json").GetString());

        var retry = $"/tasks/api/flows/{flow.FlowId}/retry";
        var (status, body) = await SendAsync(http, "POST", retry, Operator, "{}");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("reason is missing", body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await SendAsync(http, "POST", retry, Operator, """{"reason":"form"}""", "text/plain")).Status);
        Night.IsMended = true;
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(http, "POST", retry, Operator, """{"reason":"it is mended"}""")).Status);
        await flow.WaitAsync();
        var (again, text) = await SendAsync(http, "POST", retry, Operator, """{"reason":"once more"}""");
        Assert.Equal(HttpStatusCode.Conflict, again);
        Assert.Contains("has succeeded", text, StringComparison.Ordinal);
        var actions = (await ReadAsync(http, "/tasks/api/actions", Reader)).GetProperty("actions");
        Assert.Equal(["once more", "it is mended"], actions.EnumerateArray().Select(static a => a.GetProperty("reason").GetString()));
        Assert.All(actions.EnumerateArray(), static a => Assert.Equal("olga", a.GetProperty("actor").GetString()));
    }

    [Fact]
    public async Task Many_are_mended_with_the_number_that_was_counted()
    {
        await using var app = await StartAsync(withPolicies: true);
        using var http = Client(app);
        var flows = new[] { await FailedAsync(app), await FailedAsync(app) };
        Assert.Equal(2, (await ReadAsync(http, "/tasks/api/count?state=failed", Reader)).GetProperty("count").GetInt32());
        const string All = """{"reason":"mended","expected":2,"filter":{"task":"night.resize"}}""";
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(http, "POST", "/tasks/api/flows/retry", Operator, All.Replace("2", "1", StringComparison.Ordinal))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(http, "POST", "/tasks/api/flows/retry", Operator, """{"reason":"mended","expected":2}""")).Status);
        Night.IsMended = true;
        var (status, body) = await SendAsync(http, "POST", "/tasks/api/flows/retry", Operator, All);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("2 of 2 flows run again.", body, StringComparison.Ordinal);
        foreach (var flow in flows)
            await flow.WaitAsync();
    }

    [Fact]
    public async Task What_is_hostile_is_answered_in_plain_words()
    {
        await using var app = await StartAsync(withPolicies: true);
        using var http = Client(app);
        const string Hostile = "<script>alert(1)</script>\u202Efdp.exe";
        var client = app.Services.GetRequiredService<ITaskClient>();
        var flow = await client.EnqueueAsync((Load(Hostile) | Resize(width: 13)).Named(Hostile).WithHeader(Hostile, new string('ü', 1000)));
        await Assert.ThrowsAsync<TaskFailedException>(async () => await flow.WaitAsync());
        var header = Uri.EscapeDataString($"{Hostile}={new string('ü', 1000)}");
        Assert.Single((await ReadAsync(http, $"/tasks/api/flows?header={header}", Reader)).GetProperty("flows").EnumerateArray());
        Assert.Single((await ReadAsync(http, $"/tasks/api/flows?prefix={Uri.EscapeDataString(Hostile[..9])}", Reader)).GetProperty("flows").EnumerateArray());
        var (_, raw) = await SendAsync(http, "GET", $"/tasks/api/flows/{flow.FlowId}", Reader);
        Assert.DoesNotContain("<script>", raw, StringComparison.Ordinal);
        foreach (var (address, expected) in new[]
        {
            ("/tasks/api/flows?count=0", HttpStatusCode.BadRequest), ("/tasks/api/flows?count=1001", HttpStatusCode.BadRequest), ("/tasks/api/flows?count=-1", HttpStatusCode.BadRequest),
            ("/tasks/api/flows?state=3", HttpStatusCode.BadRequest), ("/tasks/api/flows?state=nice", HttpStatusCode.BadRequest), ("/tasks/api/flows?after=%00", HttpStatusCode.BadRequest),
            ("/tasks/api/flows?header=x", HttpStatusCode.BadRequest), ("/tasks/api/flows?from=yesterday", HttpStatusCode.BadRequest), ($"/tasks/api/flows?name={new string('a', 3000)}", HttpStatusCode.BadRequest),
            ("/tasks/api/flows/..%2F..%2Fetc", HttpStatusCode.BadRequest), ("/tasks/api/flows/nobody-knows", HttpStatusCode.NotFound),
            ($"/tasks/api/flows/{flow.FlowId}/step?path=9.9", HttpStatusCode.NotFound), ($"/tasks/api/flows/{flow.FlowId}/step?path=%27;--", HttpStatusCode.BadRequest),
            ($"/tasks/api/flows/{flow.FlowId}/members?path=0", HttpStatusCode.NotFound), ("/tasks/api/failures?within=soon", HttpStatusCode.BadRequest), ("/tasks/api/queues/nowhere/dead-letters", HttpStatusCode.BadRequest),
            ("/tasks/api/waits?after=x", HttpStatusCode.BadRequest), ("/tasks/api/actions?after=x", HttpStatusCode.BadRequest),
        })
        {
            var (status, body) = await SendAsync(http, "GET", address, Reader);
            Assert.True(expected == status, $"{address}: {status} {body}");
            Assert.Contains("\"detail\"", body, StringComparison.Ordinal);
            Assert.DoesNotContain("Parameter", body, StringComparison.Ordinal);
        }

        foreach (var body in new[] { "", "null", "[]", "{", """{"reason":7}""", """{"reason":" "}""", $$"""{"reason":"{{new string('a', 1001)}}"}""" })
            Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(http, "POST", $"/tasks/api/flows/{flow.FlowId}/cancel", Operator, body)).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SendAsync(http, "POST", $"/tasks/api/flows/{flow.FlowId}/cancel", Operator, $$"""{"reason":"{{new string('a', 200_000)}}"}""")).Status);
        Assert.Equal(FlowState.Failed, (await flow.GetStatusAsync()).State);
    }

    [Fact]
    public async Task Workers_are_looked_at_and_steered_with_a_name_and_a_reason()
    {
        await using var app = await StartAsync(withPolicies: true);
        using var http = Client(app);
        var worker = (await ReadAsync(http, "/tasks/api/workers", Reader)).EnumerateArray().Single();
        Assert.Equal("Running", worker.GetProperty("state").GetString());
        var id = worker.GetProperty("id").GetString();
        foreach (var (address, body, text) in new[]
        {
            ("queues/typedtasks/pause", """{"reason":"mail is down"}""", "Queue 'typedtasks' is paused for all workers."),
            ("queues/typedtasks/resume", $$"""{"reason":"up again","worker":"{{id}}"}""", $"Queue 'typedtasks' is not paused any more for worker {id}."),
            ("queues/typedtasks/slots", """{"reason":"more of it","slots":3}""", "Queue 'typedtasks' has 3 slots for all workers."),
            ("tasks/night.load/limits", """{"reason":"slowly","rate":"10/s","maxConcurrency":2}""", "Task 'night.load' starts 10/s, and runs 2 times at once at most."),
            ($"workers/{id}/drain", """{"reason":"a new version"}""", $"Worker {id} takes nothing new, and ends what it runs."),
            ($"workers/{id}/end-drain", """{"reason":"not today"}""", $"Worker {id} takes messages again."),
        })
        {
            var (status, answer) = await SendAsync(http, "POST", $"/tasks/api/{address}", Operator, body);
            Assert.True(status == HttpStatusCode.OK, answer);
            Assert.Equal(text, JsonDocument.Parse(answer).RootElement.GetProperty("text").GetString());
        }

        foreach (var (address, body, problem) in new[]
        {
            ("workers/nobody/drain", """{"reason":"x"}""", "There is no worker 'nobody', or it is gone"),
            ("queues/typedtasks/slots", """{"reason":"x","slots":0}""", "A queue has from 1 to 1,000 slots."),
            ("tasks/night.load/limits", """{"reason":"x","rate":"often"}""", "'often' is not a rate limit such as 10/s"),
            ("queues/typedtasks/pause", "{}", "reason"),
        })
        {
            var (status, answer) = await SendAsync(http, "POST", $"/tasks/api/{address}", Operator, body);
            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.Contains(problem, JsonDocument.Parse(answer).RootElement.GetProperty("detail").GetString(), StringComparison.OrdinalIgnoreCase);
        }

        var controls = (await ReadAsync(http, "/tasks/api/controls", Reader)).EnumerateArray().ToList();
        Assert.Equal(["Drain", "Limits", "Pause", "Pause", "Slots"], controls.Select(static c => c.GetProperty("kind").GetString()).Order());
        Assert.All(controls, static c => Assert.Equal("olga", c.GetProperty("actor").GetString()));
        Assert.Equal(6, (await ReadAsync(http, "/tasks/api/actions", Reader)).GetProperty("actions").GetArrayLength());
    }

    private static async Task<TaskHandle<string>> FailedAsync(WebApplication app)
    {
        Night.IsMended = false;
        var flow = await app.Services.GetRequiredService<ITaskClient>().EnqueueAsync(Load("a.jpg") | Resize(width: 13));
        await Assert.ThrowsAsync<TaskFailedException>(async () => await flow.WaitAsync());

        // History is written behind.
        for (var tries = 0; tries < 100 && (await app.Services.GetRequiredService<TypedTasks.Operations.IFlowReader>().GetFailuresAsync(TimeSpan.FromDays(1))).Count == 0; tries++)
            await Task.Delay(20);
        return flow;
    }

    private static (string Method, string Route)[] Routes(WebApplication app) =>
    [
        .. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(static e => (e.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Single(), e.RoutePattern.RawText!)),
    ];

    private static string Fill(string route, string flow) => route
        .Replace("{id}", flow, StringComparison.Ordinal).Replace("{queue}", "default", StringComparison.Ordinal).Replace("{name}", "night.may-print", StringComparison.Ordinal)
        .Replace("{worker}", "somebody", StringComparison.Ordinal).Replace("{task}", "night.load", StringComparison.Ordinal);

    private static async Task<JsonElement> ReadAsync(HttpClient http, string address, string user)
    {
        var (status, body) = await SendAsync(http, "GET", address, user);
        Assert.True(status == HttpStatusCode.OK, $"{address}: {status} {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    private static async Task<(HttpStatusCode Status, string Body)> SendAsync(
        HttpClient http, string method, string address, string? user, string body = """{"reason":"probed"}""", string type = "application/json")
    {
        using var request = new HttpRequestMessage(new(method), address);
        if (user is not null)
            request.Headers.TryAddWithoutValidation("Authorization", user);
        if (method != "GET")
            request.Content = new StringContent(body, Encoding.UTF8, type);
        using var answer = await http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static HttpClient Client(WebApplication app) => new() { BaseAddress = new(app.Urls.Single()) };

    private static async Task<WebApplication> StartAsync(bool withPolicies, string environment = "Production")
    {
        Night.IsMended = false;
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddAuthentication(HeaderAuthentication.Name).AddScheme<AuthenticationSchemeOptions, HeaderAuthentication>(HeaderAuthentication.Name, null);
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy(TypedTasksApiOptions.Read, static p => p.RequireClaim("right", "read"))
            .AddPolicy(TypedTasksApiOptions.Operate, static p => p.RequireClaim("right", "operate"));
        builder.Services.AddTypedTasks().AddWorker().UseInMemoryTransport().UseInMemoryStore().AddTypedTasksHostingTestsTasks();
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapTypedTasksApi(configure: withPolicies ? static o => (o.ReadPolicy, o.OperatePolicy) = (TypedTasksApiOptions.Read, TypedTasksApiOptions.Operate) : null);
        await app.StartAsync();
        return app;
    }
}
