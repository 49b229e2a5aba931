using System.Net.Http.Json;
using Aspire.Hosting.Testing;

namespace TypedTasks.Aspire.Tests;

/// <summary>The sample: a front end, a worker, and the emulator in the AppHost.</summary>
public sealed class ShopTests
{
    [AppHostFact]
    public async Task An_order_that_is_posted_to_the_front_end_ends_in_the_worker()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        using var folder = new TemporaryFolder();
        var builder = await Shop.CreateAsync(folder);
        await using var shop = await builder.BuildAsync(limit.Token);
        await shop.StartAsync(limit.Token);
        await shop.ResourceNotifications.WaitForResourceHealthyAsync("web", limit.Token);

        using var http = shop.CreateHttpClient("web");
        using var answer = await http.PostAsJsonAsync("/orders", new { id = "17", article = "Chair", count = 4 }, limit.Token);
        answer.EnsureSuccessStatusCode();
        var order = answer.Headers.Location!;
        while (await http.GetStringAsync(order, limit.Token) is "\"Running\"")
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, limit.Token);
        Assert.Equal("\"Succeeded\"", await http.GetStringAsync(order, limit.Token));
        Assert.Equal("Healthy", await http.GetStringAsync("/health", limit.Token));
    }
}
