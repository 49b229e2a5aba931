using TypedTasks.Packages.Tests.Harness;

namespace TypedTasks.Packages.Tests;

/// <summary>A library of tasks, a web application that enqueues them and a worker that runs them, each a process of its own beside the broker.</summary>
[Collection(nameof(PackageFeed))]
public sealed class ShapesTests(PackageFeed feed)
{
    [Fact]
    public async Task What_one_process_enqueues_another_runs_and_the_result_comes_back()
    {
        var folder = await Folders.CreateAsync(feed, "shapes");
        await Folders.CopyAsync(feed, "Shapes", folder);
        (await Command.RunAsync("dotnet", folder, ["build", "Shapes.slnx", "-tl:off"], feed.Environment)).Succeeded();

        var topology = await Command.RunAsync(
            await feed.ToolAsync(), folder, ["topology", "--format", "azcli", "--project", "Gallery.Worker"], feed.Environment);
        Assert.Contains("\n  typedtasks \\\n", topology.Succeeded(), StringComparison.Ordinal);

        await using var broker = Service.Start(
            await feed.ToolAsync(), folder, ["emulator", "--port", "0", "--http-port", "0", "--queue", "typedtasks", "--print-connection-string"], feed.Environment);
        var environment = feed.Environment;
        environment["ConnectionStrings__ServiceBus"] = await broker.LineAsync("Endpoint=");
        environment["Store"] = Path.Combine(folder, "tasks.db");

        await using var web = Service.Start("dotnet", folder, [Built("Gallery.Web"), "--urls", "http://127.0.0.1:0"], environment);
        using var http = await Web.ClientAsync(web);
        var id = await Web.PostAsync(http, "cards/a.jpg");
        var result = http.GetStringAsync($"cards/{id}");

        await using var worker = Service.Start("dotnet", folder, [Built("Gallery.Worker")], environment);
        var ended = await Task.WhenAny(result, worker.Ended);
        Assert.True(ended == result, worker.Output);
        Assert.Equal("[photo a.jpg] 11 for anna by Gallery.Worker", await result);
    }

    private static string Built(string project) => Path.Combine(project, "bin", "Debug", "net10.0", $"{project}.dll");
}
