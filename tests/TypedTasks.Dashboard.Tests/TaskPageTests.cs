using System.Net;
using static TypedTasks.Dashboard.Tests.Papers.Tasks;

namespace TypedTasks.Dashboard.Tests;

/// <summary>The page of one task.</summary>
public sealed class TaskPageTests
{
    private const string Stamp = "/tasks/task?name=papers.stamp";

    [Theory]
    [InlineData("papers.stamp")]
    [InlineData("papers.seal")]
    public async Task It_shows_the_signature_as_csharp_and_what_travels(string name)
    {
        await using var site = await Site.StartAsync();
        using var http = site.Browser();
        var page = WebUtility.HtmlDecode(await http.GetStringAsync($"/tasks/task?name={name}"));
        Assert.Contains("Judgement Stamp(IReadOnlyList<string> sheets, string seal, Mark mark = Mark.Passed)", page, StringComparison.Ordinal);
        Assert.Contains("papers.stamp(sheets: System.Collections.Generic.IReadOnlyList<string>, seal: string, mark?: TypedTasks.Dashboard.Tests.Mark): TypedTasks.Dashboard.Tests.Judgement", page, StringComparison.Ordinal);
        Assert.Contains("TypedTasks.Dashboard.Tests.Papers.Stamp", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Also called</dt><dd class=\"code\"><bdi>papers.seal</bdi>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Not shown</dt><dd><bdi>seal</bdi>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_shows_each_limit_and_who_says_it()
    {
        await using var site = await Site.StartAsync("Production");
        using var http = site.Browser("Ada", "operator");
        Assert.Equal(["Queue|seals|configuration|stamps", "Retries|2|configuration|5", "Starts|10 a second|its code|", "At once|4|its code|"], await LimitsAsync(http));

        using var form = new FormUrlEncodedContent([new("do", "limit"), new("rate", "3/m"), new("reason", "The printer is hot.")]);
        using var answer = await http.PostAsync("/guarded/task?name=papers.stamp", form);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Contains("Starts|3 a minute|an operator|10 a second", await LimitsAsync(http));
        Assert.Contains("The printer is hot.", await http.GetStringAsync("/guarded/task?name=papers.stamp"), StringComparison.Ordinal);

        using var own = new FormUrlEncodedContent([new("do", "own"), new("reason", "It is cold again.")]);
        using var back = await http.PostAsync("/guarded/task?name=papers.stamp", own);
        Assert.Contains("Starts|10 a second|its code|", await LimitsAsync(http));
    }

    [Fact]
    public async Task It_shows_what_ran_how_long_it_took_and_how_it_failed()
    {
        await using var site = await Site.StartAsync();
        using var http = site.Browser();
        var flow = await site.Client.EnqueueAsync(Lose("The stamp"));
        await Assert.ThrowsAsync<TaskFailedException>(() => flow.WaitAsync().AsTask());
        _ = await (await site.Client.EnqueueAsync(Read("x"))).WaitAsync();
        string page;
        var deadline = DateTime.UtcNow.AddSeconds(20);
        do
        {
            page = await http.GetStringAsync("/tasks/task?name=papers.lose");
        }
        while (!page.Contains("Papers.Lose(", StringComparison.Ordinal) && DateTime.UtcNow < deadline);
        var day = Rows(page, "durations").Single(static r => r.StartsWith("Last day", StringComparison.Ordinal)).Split('|');
        Assert.Equal(["0", "1"], day[1..3]);
        Assert.EndsWith("ms", day[^1], StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException", Rows(page, "failures").Single(), StringComparison.Ordinal);
        Assert.Empty(Rows(await http.GetStringAsync("/tasks/task?name=papers.read"), "failures"));
    }

    [Theory]
    [InlineData("/tasks/task?name=papers.none", HttpStatusCode.NotFound)]
    [InlineData("/tasks/task", HttpStatusCode.NotFound)]
    [InlineData(Stamp, HttpStatusCode.OK)]
    public async Task What_nobody_knows_is_not_found(string path, HttpStatusCode expected)
    {
        await using var site = await Site.StartAsync();
        using var http = site.Browser();
        using var answer = await http.GetAsync(path);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task A_limit_that_cannot_be_read_changes_nothing()
    {
        await using var site = await Site.StartAsync("Production");
        using var http = site.Browser("Ada", "operator");
        foreach (var (field, value) in new[] { ("rate", "often"), ("most", "many"), ("most", "0") })
        {
            using var form = new FormUrlEncodedContent([new("do", "limit"), new(field, value), new("reason", "A try.")]);
            using var answer = await http.PostAsync("/guarded/task?name=papers.stamp", form);
            Assert.True(answer.StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.BadRequest);
            Assert.Contains("Starts|10 a second|its code|", await LimitsAsync(http));
        }
    }

    private static async Task<IReadOnlyList<string>> LimitsAsync(HttpClient http) => Rows(await http.GetStringAsync("/guarded/task?name=papers.stamp"), "limits");

    /// <summary>The rows of a section's table, their cells between bars.</summary>
    private static IReadOnlyList<string> Rows(string page, string section)
    {
        var body = page.Split($"id=\"{section}\"")[1].Split("</section>")[0];
        return
        [
            .. body.Split("<tr>").Skip(2).Select(static r => string.Join('|', r.Split("</tr>")[0].Split(["</td>", "</th>"], StringSplitOptions.None).SkipLast(1).Select(static c => WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Replace(c, "<[^>]*>", "")).Trim()))),
        ];
    }
}
