using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TypedTasks.Testing;

namespace TypedTasks.Hosting.Tests;

public sealed class EventPageTests
{
    private static readonly EventChoice<bool>[] Choices = [new("Yes & <b>go</b>", true), new("No", false)];

    [Fact]
    public async Task A_link_shows_its_answers_and_takes_the_first_one_that_is_posted()
    {
        await using var app = await StartAsync();
        using var http = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        var flow = await app.Services.GetRequiredService<ITaskClient>().EnqueueAsync(Wait.For(Asked.MayGo));
        var token = app.Services.GetRequiredService<IEventLinks>().CreateEventLink(flow.FlowId, Asked.MayGo, Choices, TimeSpan.FromDays(1));

        // A mail scanner follows the link, twice: nothing is raised by that.
        for (var i = 0; i < 2; i++)
        {
            using var shown = await http.GetAsync(new Uri($"/events/{token}", UriKind.Relative));
            var page = await shown.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
            Assert.Contains("Yes &amp; &lt;b&gt;go&lt;/b&gt;", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
            Assert.Contains("no-store", shown.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(FlowState.Running, (await flow.GetStatusAsync()).State);
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(http, token, "7"));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(http, token, "0"));
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync(http, token, "1"));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(http, token[..^3], "1"));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(http, "nothing", "1"));
        Assert.True(await flow.WaitAsync());
    }

    [Fact]
    public async Task A_link_is_served_wherever_it_is_mapped_and_is_worth_nothing_changed_late_or_for_another_event()
    {
        await using var host = await TaskTestHost.StartAsync(static b => b.AddTypedTasksHostingTestsTasks().Services.Configure<TypedTasksOptions>(static o => o.EventLinkKey = new byte[32]));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(host.Services.GetRequiredService<IEventLinks>());
        await using var app = builder.Build();
        app.UsePathBase("/shop");
        app.MapTypedTasksEvents("approvals/legal");
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        var links = host.Services.GetRequiredService<IEventLinks>();
        var flow = await host.Client.EnqueueAsync(Wait.For(Asked.MayGo).WithKey("a"));
        var token = links.CreateEventLink(flow.FlowId, Asked.MayGo, Choices, TimeSpan.FromHours(1), "a");
        const string path = "/shop/approvals/legal/";

        // The payload of one link and the signature of another one, which only differ in the key.
        var other = links.CreateEventLink(flow.FlowId, Asked.MayGo, Choices, TimeSpan.FromHours(1), "b");
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(http, $"{token.Split('.')[0]}.{other.Split('.')[1]}", "0", path));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(http, token, "-1", path));
        using (var json = await http.PostAsync(new Uri(path + token, UriKind.Relative), new StringContent("{\"choice\":0}", System.Text.Encoding.UTF8, "application/json")))
            Assert.Equal(HttpStatusCode.BadRequest, json.StatusCode);

        // What another link says is about another wait.
        Assert.Equal(HttpStatusCode.OK, await PostAsync(http, other, "1", path));
        await host.RunUntilIdleAsync();
        Assert.Equal(FlowState.Running, (await flow.GetStatusAsync()).State);
        await host.AdvanceAsync(TimeSpan.FromHours(1));
        using (var late = await http.GetAsync(new Uri(path + token, UriKind.Relative)))
            Assert.Equal(HttpStatusCode.Gone, late.StatusCode);
        Assert.Equal(HttpStatusCode.Gone, await PostAsync(http, token, "0", path));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(http, links.CreateEventLink(flow.FlowId, Asked.MayGo, Choices, TimeSpan.FromHours(1), "a"), "0", path));
        Assert.True(await host.RunAsync(flow));
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync(http, links.CreateEventLink("never-seen", Asked.MayGo, Choices, TimeSpan.FromHours(1)), "0", path));
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient http, string token, string choice, string path = "/events/")
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("choice", choice)]);
        using var answer = await http.PostAsync(new Uri(path + token, UriKind.Relative), form);
        return answer.StatusCode;
    }

    private static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddTypedTasks(static o => o.EventLinkKey = new byte[32]).AddWorker().UseInMemoryTransport().UseInMemoryStore().AddTypedTasksHostingTestsTasks();
        var app = builder.Build();
        app.MapTypedTasksEvents();
        await app.StartAsync();
        return app;
    }
}

/// <summary>What people are asked.</summary>
public static partial class Asked
{
    [TaskEvent("asked.may-go")]
    public static partial TaskEvent<bool> MayGo { get; }
}
