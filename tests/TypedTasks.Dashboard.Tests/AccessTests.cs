using System.Net;

namespace TypedTasks.Dashboard.Tests;

/// <summary>Who may look, and who may change something.</summary>
public sealed class AccessTests
{
    [Fact]
    public async Task Read_rights_change_nothing()
    {
        await using var site = await Site.StartAsync("Production");
        using var reader = site.Browser("Bob", "reader");
        var flow = await site.Client.EnqueueAsync(Wait.For(Papers.Signed));
        var changing = site.Routes("/guarded").Where(static r => r.Method != "GET").ToArray();
        Assert.True(changing.Length >= 6, $"{changing.Length} routes that change something were found.");
        foreach (var (pattern, method) in changing)
        {
            foreach (var verb in new[] { "retry", "cancel", "purge", "again", "resume", "retry-all", "cancel-all", "replay", "pause", "drain", "slots", "run", "raise", "" })
            {
                using var request = new HttpRequestMessage(new(method), pattern.Replace("{id}", flow.FlowId, StringComparison.Ordinal))
                {
                    Content = new FormUrlEncodedContent([new("do", verb), new("reason", "x"), new("flow", flow.FlowId), new("expected", "1"), new("queue", "default"), new("schedule", "s"), new("event", "papers.signed")]),
                };
                using var answer = await reader.SendAsync(request);
                Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            }
        }

        Assert.Equal(FlowState.Running, (await flow.GetStatusAsync()).State);
        using var operators = site.Browser("Ada", "operator");
        Assert.Equal(HttpStatusCode.OK, (await operators.GetAsync("/guarded/flows")).StatusCode);
    }

    [Fact]
    public async Task Every_page_is_closed_to_those_who_may_not_read()
    {
        await using var site = await Site.StartAsync("Production");
        using var nobody = site.Browser();
        var pages = site.Routes("/").Where(static r => !r.Pattern.Contains("/assets/", StringComparison.Ordinal)).ToArray();
        Assert.True(pages.Length > 60, $"{pages.Length} routes were found.");
        foreach (var (pattern, method) in pages)
        {
            var path = pattern.Replace("{id}", "x", StringComparison.Ordinal);
            using var request = new HttpRequestMessage(new(method), path);
            using var answer = await nobody.SendAsync(request);
            Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.PermanentRedirect, $"{method} {pattern}: {answer.StatusCode}");
            Assert.DoesNotContain("<nav", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("localhost", null, HttpStatusCode.OK)]
    [InlineData("127.0.0.1", null, HttpStatusCode.OK)]
    [InlineData("[::1]", null, HttpStatusCode.OK)]
    [InlineData("evil.example", null, HttpStatusCode.Forbidden)]
    [InlineData("localhost.evil.example", null, HttpStatusCode.Forbidden)]
    [InlineData("localhost", "203.0.113.7", HttpStatusCode.Forbidden)]
    public async Task A_developer_gets_in_under_a_name_of_loopback_alone(string host, string? forwarded, HttpStatusCode status)
    {
        await using var site = await Site.StartAsync();
        using var http = site.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/tasks/");
        request.Headers.Host = $"{host}:{site.Address.Port}";
        if (forwarded is not null)
            request.Headers.Add("X-Forwarded-For", forwarded);
        using var answer = await http.SendAsync(request);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Without_policies_it_is_closed_outside_of_development()
    {
        await using var site = await Site.StartAsync("Production");
        using var http = site.Browser("Ada", "operator");
        using var answer = await http.GetAsync("/tasks/");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("ReadPolicy", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cross-site", null)]
    [InlineData("same-site", null)]
    [InlineData("none", null)]
    [InlineData(null, "https://evil.example")]
    [InlineData(null, "null")]
    [InlineData(null, null)]
    public async Task Requests_of_other_sites_are_refused(string? site, string? origin)
    {
        await using var application = await Site.StartAsync();
        using var http = application.Browser();
        http.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        if (site is not null)
            http.DefaultRequestHeaders.Add("Sec-Fetch-Site", site);
        if (origin is not null)
            http.DefaultRequestHeaders.Add("Origin", origin);
        using var form = new FormUrlEncodedContent([new("do", "cancel-all"), new("expected", "1"), new("reason", "x")]);
        using var answer = await http.PostAsync("/tasks/flows", form);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_browser_that_sends_no_metadata_is_known_by_its_origin()
    {
        await using var site = await Site.StartAsync();
        using var http = site.Browser();
        http.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        http.DefaultRequestHeaders.Add("Origin", site.Address.GetLeftPart(UriPartial.Authority));
        using var form = new FormUrlEncodedContent([new("do", "cancel-all")]);
        using var answer = await http.PostAsync("/tasks/flows", form);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task The_folder_is_redirected_to_relatively()
    {
        await using var site = await Site.StartAsync();
        using var http = site.Browser();
        using var answer = await http.GetAsync("/tasks");
        Assert.Equal(HttpStatusCode.PermanentRedirect, answer.StatusCode);
        Assert.Equal("tasks/", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Pages_allow_nothing_from_elsewhere()
    {
        await using var site = await Site.StartAsync();
        using var http = site.Browser();
        using var answer = await http.GetAsync("/tasks/");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }
}
