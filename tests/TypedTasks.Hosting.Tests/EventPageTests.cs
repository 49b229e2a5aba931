using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

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

    private static async Task<HttpStatusCode> PostAsync(HttpClient http, string token, string choice)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("choice", choice)]);
        using var answer = await http.PostAsync(new Uri($"/events/{token}", UriKind.Relative), form);
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
