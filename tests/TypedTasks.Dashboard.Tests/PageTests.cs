using System.Net;
using System.Text;
using static TypedTasks.Dashboard.Tests.Papers.Tasks;

namespace TypedTasks.Dashboard.Tests;

/// <summary>What pages show, and what they hold back.</summary>
public sealed class PageTests
{
    private static readonly string[] Hostile = ["<script>hit()</script>", "\" onload=\"hit()", "</svg><img src=x onerror=hit()>", "\u202Egnp.exe", "a & b"];

    [Fact]
    public async Task Hostile_names_values_and_headers_are_text_on_every_page()
    {
        await using var site = await Site.StartAsync();
        using var http = site.Browser();
        foreach (var text in Hostile)
        {
            var flow = await site.Client.EnqueueAsync(Lose(text).Named(text).WithHeader("tenant", text));
            await EndAsync(site, flow.FlowId);
            foreach (var path in new[] { "", "flows", $"flows?prefix={Uri.EscapeDataString(text)}", $"flows?header={Uri.EscapeDataString("tenant=" + text)}", $"flows/{flow.FlowId}", $"flows/{flow.FlowId}?view=outline", $"flows/{flow.FlowId}?view=timeline", $"flows/{flow.FlowId}/step?path=root", $"flows/{flow.FlowId}/graph.svg", "tasks?within=day", "dead-letters?queue=" + Uri.EscapeDataString(text), "waits?event=" + Uri.EscapeDataString(text), $"flows/{Uri.EscapeDataString(text)}" })
            {
                using var answer = await http.GetAsync("/tasks/" + path);
                var page = await answer.Content.ReadAsStringAsync();
                Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound or HttpStatusCode.BadRequest or HttpStatusCode.ServiceUnavailable or HttpStatusCode.NotImplemented, $"{path}: {answer.StatusCode}");
                Assert.DoesNotContain("<script>hit", page, StringComparison.Ordinal);
                Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
                Assert.DoesNotContain("\" onload=\"", page, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_value_of_a_megabyte_is_cut()
    {
        await using var site = await Site.StartAsync();
        using var http = site.Browser();
        var flow = await site.Client.EnqueueAsync(Read(new string('x', 1024 * 1024)));
        _ = await flow.WaitAsync();
        var page = await http.GetByteArrayAsync($"/tasks/flows/{flow.FlowId}/step?path=root");
        Assert.InRange(page.Length, 1000, 300 * 1024);
    }

    [Fact]
    public async Task Ten_thousand_members_are_one_node()
    {
        await using var site = await Site.StartAsync();
        using var http = site.Browser();
        var flow = await site.Client.EnqueueAsync(Sheets(10_000) | Print().Each() | Sum());
        Assert.Equal(10_000, await flow.WaitAsync());
        foreach (var view in new[] { "graph", "outline", "timeline" })
        {
            var page = await http.GetByteArrayAsync($"/tasks/flows/{flow.FlowId}?view={view}");
            Assert.InRange(page.Length, 1000, 150 * 1024);
            if (view != "timeline")
                Assert.Contains("10,000", Encoding.UTF8.GetString(page), StringComparison.Ordinal);
        }

        var members = await http.GetStringAsync($"/tasks/flows/{flow.FlowId}/members?path=1&first=9990");
        Assert.Contains("9999", members, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_is_a_file_that_no_spreadsheet_runs()
    {
        await using var site = await Site.StartAsync();
        using var http = site.Browser();
        _ = await (await site.Client.EnqueueAsync(Read("x").Named("=1+1,\"a\""))).WaitAsync();
        var csv = await http.GetStringAsync("/tasks/flows.csv");
        Assert.Contains("\"'=1+1,\"\"a\"\"\"", csv, StringComparison.Ordinal);
        using var json = System.Text.Json.JsonDocument.Parse(await http.GetStringAsync("/tasks/flows.json"));
        Assert.Equal("=1+1,\"a\"", json.RootElement[0].GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("flows?state=Nonsense")]
    [InlineData("flows?header=nonsense")]
    [InlineData("flows?from=yesterday")]
    [InlineData("flows?after=nonsense")]
    [InlineData("actions?after=nonsense")]
    public async Task What_cannot_be_read_is_said(string path)
    {
        await using var site = await Site.StartAsync();
        using var http = site.Browser();
        using var answer = await http.GetAsync("/tasks/" + path);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task An_action_asks_for_a_reason_and_is_written_down()
    {
        await using var site = await Site.StartAsync("Production");
        using var http = site.Browser("Ada", "operator");
        var flow = await site.Client.EnqueueAsync(Wait.For(Papers.Signed));
        using var nothing = new FormUrlEncodedContent([new("do", "cancel")]);
        using var refused = await http.PostAsync($"/guarded/flows/{flow.FlowId}", nothing);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(FlowState.Running, (await flow.GetStatusAsync()).State);

        using var form = new FormUrlEncodedContent([new("do", "cancel"), new("reason", "Not wanted any more.")]);
        using var answer = await http.PostAsync($"/guarded/flows/{flow.FlowId}", form);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var actions = await http.GetStringAsync("/guarded/actions");
        Assert.Contains("Ada", actions, StringComparison.Ordinal);
        Assert.Contains("Not wanted any more.", actions, StringComparison.Ordinal);
        Assert.Equal(FlowState.Cancelled, (await flow.GetStatusAsync()).State);
    }

    [Fact]
    public async Task A_page_is_told_of_changes()
    {
        await using var site = await Site.StartAsync();
        using var http = site.Browser();
        var flow = await site.Client.EnqueueAsync(Wait.For(Papers.Signed));
        using var stream = await http.GetStreamAsync($"/tasks/flows/{flow.FlowId}/live") is var s ? new StreamReader(s) : null!;
        Assert.Equal("watching", await stream.ReadLineAsync());
        _ = await site.Client.RaiseAsync(flow.FlowId, Papers.Signed, true);
        Assert.Equal("changed", await stream.ReadLineAsync());
    }

    [Theory]
    [InlineData(null, "tasks/", "tasks")]
    [InlineData(null, "tasks/flows", "tasks")]
    [InlineData("Ada", "guarded/", "tasks guarded readable")]
    [InlineData("Ada", "guarded/flows/none", "tasks guarded readable")]
    [InlineData("Ada", "guarded/flows/none/step", "tasks guarded readable")]
    public async Task Dashboards_lead_to_those_that_the_reader_may_see(string? name, string page, string expected)
    {
        await using var site = await Site.StartAsync();
        using var http = site.Browser(name);
        var address = new Uri(http.BaseAddress!, page);
        using var answer = await http.GetAsync(address);
        var html = await answer.Content.ReadAsStringAsync();
        if (expected == "tasks")
        {
            Assert.DoesNotContain("class=\"stores\"", html, StringComparison.Ordinal);
            return;
        }

        var links = html.Split("class=\"stores\"")[1].Split("</nav>")[0].Split("href=\"").Skip(1).Select(l => new Uri(address, System.Net.WebUtility.HtmlDecode(l.Split('"')[0])).AbsolutePath.Trim('/'));
        Assert.Equal(expected.Split(' '), links);
    }

    [Fact]
    public async Task What_changes_between_a_page_and_its_feed_is_told()
    {
        await using var site = await Site.StartAsync();
        using var http = site.Browser();
        foreach (var page in (string[])["flows/{0}", "", "flows", "waits"])
        {
            var flow = await site.Client.EnqueueAsync(Wait.For(Papers.Signed));
            var address = new Uri(http.BaseAddress!, "/tasks/" + page.Replace("{0}", flow.FlowId, StringComparison.Ordinal));
            var html = await http.GetStringAsync(address);
            _ = await site.Client.CancelAsync(flow.FlowId);
            var feed = System.Net.WebUtility.HtmlDecode(html.Split("data-follow=\"")[1].Split('"')[0]);
            using var stream = new StreamReader(await http.GetStreamAsync(new Uri(address, feed)));
            Assert.Equal("watching", await stream.ReadLineAsync());
            Assert.Equal("changed", await stream.ReadLineAsync());
        }
    }

    [Fact]
    public async Task A_wait_is_answered_in_its_form()
    {
        await using var site = await Site.StartAsync("Production");
        using var http = site.Browser("Ada", "operator");
        var flow = await site.Client.EnqueueAsync(Wait.For(Papers.Signed));
        var page = await http.GetStringAsync("/guarded/waits");
        Assert.Contains("<select name=\"f.\"><option value=\"true\">yes</option>", page, StringComparison.Ordinal);
        using var form = new FormUrlEncodedContent([new("do", "raise"), new("flow", flow.FlowId), new("path", ""), new("event", "papers.signed"), new("f.", "true"), new("reason", "It lies here.")]);
        using var answer = await http.PostAsync("/guarded/waits", form);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.True(await flow.WaitAsync());
    }

    [Fact]
    public async Task A_form_has_the_members_of_the_type()
    {
        await using var site = await Site.StartAsync("Production");
        using var http = site.Browser("Ada", "operator");
        var flow = await site.Client.EnqueueAsync(Wait.For(Papers.Judged));
        var page = await http.GetStringAsync("/guarded/waits");
        Assert.True(page.Contains("name=\"f.isGood\"", StringComparison.Ordinal), page);
        using var form = new FormUrlEncodedContent([new("do", "raise"), new("flow", flow.FlowId), new("event", "papers.judged"), new("f.isGood", "true"), new("f.mark", "\"Passed\""), new("f.points", "3"), new("reason", "Read it.")]);
        using var answer = await http.PostAsync("/guarded/waits", form);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(new(true, Mark.Passed, 3, null), await flow.WaitAsync());
    }

    [Fact]
    public async Task What_is_said_after_an_action_cannot_be_made_up()
    {
        await using var site = await Site.StartAsync();
        using var http = site.Browser();
        var page = await http.GetStringAsync("/tasks/?said=" + Convert.ToBase64String(Encoding.UTF8.GetBytes("0123456789abcdef1Your session has ended. Sign in at evil.example.")).TrimEnd('='));
        Assert.DoesNotContain("evil.example", page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"said", page, StringComparison.Ordinal);
    }

    private static async Task EndAsync(Site site, string flowId)
    {
        await foreach (var update in site.Client.WatchAsync(flowId))
        {
            if (update.EndedAt is not null)
                return;
        }
    }
}
