using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using TypedTasks.Packages.Tests.Harness;

namespace TypedTasks.Packages.Tests;

/// <summary>What <c>dotnet new</c> makes of the templates builds and runs.</summary>
[Collection(nameof(PackageFeed))]
public sealed class TemplateTests(PackageFeed feed)
{
    // A name that is neither a namespace nor part of a method's name as it stands.
    private const string Worker = "my-first.Tasks";
    private const string Api = "Shop";
    private const string Apart = "corner-shop.Tasks";

    [Fact]
    public async Task The_projects_of_every_template_build_and_run_a_flow()
    {
        var folder = await Folders.CreateAsync(feed, "templates");
        var environment = feed.Environment;
        environment["DOTNET_CLI_HOME"] = Path.Combine(feed.Path, "home");
        environment["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false";
        var package = Path.Combine(feed.Packages, $"TypedTasks.Templates.{feed.Version}.nupkg");
        await DotnetAsync("new", "install", package);
        await DotnetAsync("new", "typedtasks-worker", "-o", Worker);
        await DotnetAsync("new", "typedtasks-web", "-o", Api);
        await DotnetAsync("new", "typedtasks-contracts", "-o", Apart);
        await File.WriteAllTextAsync(Path.Combine(folder, "All.slnx"), $"""
            <Solution>
              <Project Path="{Worker}/{Worker}.csproj" />
              <Project Path="{Api}/{Api}.csproj" />
              <Project Path="{Apart}/{Apart}.Contracts/{Apart}.Contracts.csproj" />
              <Project Path="{Apart}/{Apart}.Tests/{Apart}.Tests.csproj" />
              <Project Path="{Apart}/{Apart}.Web/{Apart}.Web.csproj" />
              <Project Path="{Apart}/{Apart}.Worker/{Apart}.Worker.csproj" />
            </Solution>
            """);
        // A mirror may lack the very version of Microsoft.OpenApi that ASP.NET Core asks for.
        await File.WriteAllTextAsync(Path.Combine(folder, "Directory.Build.props"), "<Project><PropertyGroup><NoWarn>$(NoWarn);NU1603</NoWarn></PropertyGroup></Project>");
        await DotnetAsync("build", "All.slnx", "-tl:off", "-warnaserror", "-p:NuGetAudit=false");
        AssertComplete(folder, Worker, Api, $"{Apart}/{Apart}.Web", $"{Apart}/{Apart}.Worker");
        await DotnetAsync("test", "--no-build", $"{Apart}/{Apart}.Tests");

        var place = Path.Combine(folder, Worker);
        var tried = await Command.RunAsync("dotnet", place, [Built(Worker), "--try"], environment);
        Assert.Contains("HELLO WORLD, 11 letters", tried.Succeeded(), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(place, "data", "tasks.db")));
        Assert.Contains("11 letters were counted", tried.Output, StringComparison.Ordinal);     // a line of the user's own

        await using var api = Service.Start("dotnet", Path.Combine(folder, Api), [Built(Api), "--urls", "http://127.0.0.1:0"], environment);
        using var http = await Web.ClientAsync(api);
        using var accepted = await http.PostAsync("greetings/world", null);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal(("succeeded", "HELLO WORLD, 11 letters"), await GreetingAsync(http, accepted.Headers.Location!));
        using var unknown = await http.GetAsync("greetings/none");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal("Healthy", await http.GetStringAsync("ready"));
        Assert.Equal("Healthy", await http.GetStringAsync("alive"));
        Assert.Contains("\"202\"", await http.GetStringAsync("openapi/v1.json"), StringComparison.Ordinal);
        await PayApartAsync(Path.Combine(folder, Apart), environment);

        async Task DotnetAsync(params string[] arguments) =>
            (await Command.RunAsync("dotnet", folder, arguments, environment)).Succeeded();
    }

    // What no project should have to add by hand. The Dockerfile names the project and its assembly.
    private static void AssertComplete(string folder, params string[] projects)
    {
        foreach (var project in projects)
        {
            var place = Path.Combine(folder, project);
            var name = Path.GetFileName(project);
            Assert.True(File.Exists(Path.Combine(place, "Properties", "launchSettings.json")), project);
            var image = File.ReadAllText(Path.Combine(place, "Dockerfile"));
            Assert.Contains($"ENTRYPOINT [\"dotnet\", \"{name}.dll\"]", image, StringComparison.Ordinal);
            Assert.Contains($"{name}.csproj -c Release", image, StringComparison.Ordinal);
            var root = Path.Combine(folder, project.Split('/')[0]);
            Assert.Contains("data/", File.ReadAllText(Path.Combine(root, ".gitignore")), StringComparison.Ordinal);
            Assert.True(File.Exists(Path.Combine(root, ".dockerignore")), project);
        }
    }

    // Web API and worker in processes of their own: the one knows the contracts, the other what they do.
    private static async Task PayApartAsync(string folder, Dictionary<string, string> environment)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var own = new Dictionary<string, string>(environment)
        {
            ["DataFolder"] = Path.Combine(folder, "data"),
            ["Emulator__Port"] = $"{port}",
            ["ConnectionStrings__ServiceBus"] = $"Endpoint=sb://localhost:{port};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=local;UseDevelopmentEmulator=true",
        };
        await using var worker = Service.Start("dotnet", Path.Combine(folder, $"{Apart}.Worker"), [Built($"{Apart}.Worker")], own);
        await worker.LineAsync("Application started");
        await using var api = Service.Start("dotnet", Path.Combine(folder, $"{Apart}.Web"), [Built($"{Apart}.Web"), "--urls", "http://127.0.0.1:0"], own);
        using var http = await Web.ClientAsync(api);
        using var accepted = await http.PostAsync("orders/7/payment?amount=12.5", null);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        string sale;
        do
            sale = await http.GetStringAsync(accepted.Headers.Location!);
        while (sale == "\"Running\"");
        Assert.Equal("\"Order 7 is paid: P7-12.50\"", sale);
        using var unknown = await http.GetAsync("sales/none");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    // Each answer comes when the flow has ended, or after a while.
    private static async Task<(string?, string?)> GreetingAsync(HttpClient http, Uri location)
    {
        while (true)
        {
            using var greeting = JsonDocument.Parse(await http.GetStringAsync(location));
            var state = greeting.RootElement.GetProperty("state").GetString();
            if (state != "running")
                return (state, greeting.RootElement.GetProperty("text").GetString());
        }
    }

    private static string Built(string project) => Path.Combine("bin", "Debug", "net10.0", $"{project}.dll");
}
