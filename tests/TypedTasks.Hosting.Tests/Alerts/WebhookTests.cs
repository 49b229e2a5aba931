using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TypedTasks.Storage;
using TypedTasks.Testing;
using static TypedTasks.Hosting.Tests.Alerts.Watchman.Tasks;

namespace TypedTasks.Hosting.Tests.Alerts;

/// <summary>Alerts that are posted to an address.</summary>
public sealed class WebhookTests
{
    private const string Secret = "a secret";
    private static readonly CancellationToken Deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    [Fact]
    public async Task A_failure_is_posted_again_until_it_is_taken()
    {
        var receiver = new Receiver(HttpStatusCode.ServiceUnavailable, HttpStatusCode.NoContent);
        await using var host = await StartAsync(receiver, static o =>
        {
            o.Url = new("https://hooks.example/T0/B0");
            o.Secret = Secret;
        });
        await host.Client.EnqueueAsync(Break("it").WithId("broken").Named("machine"), Deadline);
        await host.AdvanceAsync(TimeSpan.FromMinutes(10), Deadline);

        Assert.Equal(2, receiver.Posts.Count);
        var (url, signature, body) = receiver.Posts.Last();
        Assert.Equal(receiver.Posts.First().Body, body);
        Assert.Equal("https://hooks.example/T0/B0", url);
        Assert.Equal($"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(body)))}", signature);
        using var json = JsonDocument.Parse(body);
        var post = json.RootElement;
        Assert.Equal(["text", "id", "kind", "flowId", "flowName", "task", "errorType", "fingerprint", "at", "count"], post.EnumerateObject().Select(static p => p.Name));
        Assert.Equal("Flow broken (machine) has failed in task watchman.break: System.InvalidOperationException: it is broken", post.GetProperty("text").GetString());
        Assert.Equal(("failed", "broken", 1), (post.GetProperty("kind").GetString(), post.GetProperty("flowId").GetString(), post.GetProperty("count").GetInt32()));

        // The address is secret, and stands nowhere.
        var alert = (await host.Client.GetAsync(post.GetProperty("id").GetString()!, Deadline)).Flow;
        Assert.Equal(FlowState.Succeeded, alert.State);
        var flow = new GetFlow(new(alert.FlowId, 0));
        await host.Store.ExecuteAsync([flow], Deadline);
        var plan = new GetPlan(flow.Result.PlanHash);
        await host.Store.ExecuteAsync([plan], Deadline);
        Assert.Contains("typedtasks.webhook", Encoding.UTF8.GetString(plan.Result!), StringComparison.Ordinal);
        Assert.DoesNotContain("hooks.example", Encoding.UTF8.GetString(plan.Result!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Late_flows_are_posted_too_without_a_signature_where_there_is_no_secret()
    {
        var receiver = new Receiver(HttpStatusCode.OK);
        await using var host = await StartAsync(receiver, static o => o.Url = new("http://localhost:9/"));
        await host.Client.EnqueueAsync(Last(TimeSpan.FromHours(2)).Expect(TimeSpan.FromHours(1)).WithId("slow"), Deadline);
        await host.AdvanceAsync(TimeSpan.FromHours(3), Deadline);
        var post = Assert.Single(receiver.Posts);
        Assert.Null(post.Signature);
        Assert.Contains("\"kind\":\"late\",\"flowId\":\"slow\",\"flowName\":null", post.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Url", "https://other.example/", null)]
    [InlineData("Url", "other", "AlertWebhookOptions.Url is no http or https address")]
    [InlineData("Url", "ftp://other.example", "AlertWebhookOptions.Url is no http or https address")]
    [InlineData("Every", "00:00:00.5", "AlertWebhookOptions.Every is 00:00:00.5000000: it must be from a second to a day.")]
    [InlineData("Every", "soon", "TypedTasks:Webhook:Every is 'soon': write a time span such as 00:15:00.")]
    [InlineData("Adress", "x", "TypedTasks:Webhook:Adress is not known: under TypedTasks:Webhook there are Url, Secret and Every.")]
    public void The_configuration_comes_after_the_program_and_is_checked(string key, string value, string? problem)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new($"TypedTasks:Webhook:{key}", value)]).Build());
        services.AddTypedTasks().AddAlertWebhook(static o => o.Url = new("https://one.example/")).AddAlertWebhook();
        using var provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<IOptions<AlertWebhookOptions>>();
        if (problem is null)
            Assert.Equal(value, options.Value.Url!.ToString());
        else
            Assert.Contains(problem, Assert.Throws<OptionsValidationException>(() => options.Value).Message, StringComparison.Ordinal);
    }

    private static async Task<TaskTestHost> StartAsync(Receiver receiver, Action<AlertWebhookOptions> configure) => await TaskTestHost.StartAsync(
        builder =>
        {
            builder.Services.AddSingleton<Watchman.Log>();
            builder.AddTypedTasksHostingTestsTasks().AddAlertWebhook(configure);
            builder.Services.AddHttpClient("typedtasks.webhook").ConfigurePrimaryHttpMessageHandler(() => receiver);
        },
        Deadline);

    private sealed class Receiver(params HttpStatusCode[] answers) : HttpMessageHandler
    {
        public ConcurrentQueue<(string Url, string? Signature, string Body)> Posts { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = await request.Content!.ReadAsStringAsync(cancellationToken);
            var signature = request.Headers.TryGetValues("X-TypedTasks-Signature", out var values) ? values.Single() : null;
            Posts.Enqueue((request.RequestUri!.ToString(), signature, body));
            return new(answers[Math.Min(Posts.Count, answers.Length) - 1]);
        }
    }
}
