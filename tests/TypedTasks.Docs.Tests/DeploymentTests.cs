using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using TypedTasks.Docs.Tests.Harness;
using TypedTasks.Tests.Shared.Pages;

namespace TypedTasks.Docs.Tests;

/// <summary>What the pages on configuration and deployment show for other programs to read: their keys are known, their times are in order, and what they name is there.</summary>
public sealed partial class DeploymentTests
{
    private const string Deployment = "docs/deployment.md";
    private const string Configuration = "docs/configuration.md";

    public static TheoryData<string> Pages => [.. Harness.Docs.Pages()];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_key_of_configuration_that_a_page_names_is_known(string page)
    {
        var keys = Key().Matches(Harness.Docs.Text(page)).Select(static m => m.Value.Replace("__", ":", StringComparison.Ordinal).Replace("NAME", "a", StringComparison.Ordinal));
        Assert.All(keys, static k => Assert.True(OptionProbe.IsKey(k), $"{k} is no key."));
    }

    [Fact]
    public void The_configuration_that_is_shown_is_taken_and_says_what_the_program_beside_it_says()
    {
        var json = Assert.Single(Blocks(Configuration, "json"));
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build());
        services.AddTypedTasks().AddWorker();
        using var provider = services.BuildServiceProvider();
        var worker = provider.GetRequiredService<IOptions<WorkerOptions>>().Value;
        var tasks = provider.GetRequiredService<IOptions<TypedTasksOptions>>().Value;
        var program = string.Concat(Page.Snippets(Configuration, Harness.Docs.Text(Configuration)).Select(static s => s.Code));
        Assert.Contains($"Slots = {worker.Slots};", program, StringComparison.Ordinal);
        Assert.Contains($"DrainTime = TimeSpan.FromSeconds({worker.DrainTime.TotalSeconds});", program, StringComparison.Ordinal);
        Assert.All(worker.Queues, q => Assert.Contains($"Queues[\"{q.Key}\"] = {q.Value?.ToString(CultureInfo.InvariantCulture) ?? "null"};", program, StringComparison.Ordinal));
        Assert.All(tasks.Tasks, t => Assert.Contains($"Tasks[\"{t.Key}\"] = new ConfiguredTask {{ MaxRetries = {t.Value.MaxRetries}, RateLimit = \"{t.Value.RateLimit}\", MaxConcurrency = {t.Value.MaxConcurrency} }};", program, StringComparison.Ordinal));
        Assert.All(tasks.Routes, r => Assert.Contains($"Route(\"{r.Key}\", queue: \"{r.Value}\")", program, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_refusal_that_is_shown_is_one_of_the_code()
    {
        var texts = Harness.Docs.Text(Configuration).Split("## What stops the start")[1].Split('\n').Where(static l => l.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .SelectMany(static l => Code().Matches(l.Split(" | ")[1])).Select(static m => m.Groups[1].Value).ToList();
        Assert.InRange(texts.Count, 8, 100);
        Assert.All(texts, static t => Assert.True(Messages.IsSaid(t), $"Nothing says '{t}'."));
    }

    // Whoever kills the process waits longer than the host, and the host longer than the worker.
    [Fact]
    public void The_times_of_a_stop_are_in_order()
    {
        var page = Harness.Docs.Text(Deployment);
        var shutdown = Seconds(page, @"ShutdownTimeout = TimeSpan\.FromSeconds\((\d+)\)");
        var drain = Seconds(page, @"DrainTime = TimeSpan\.FromSeconds\((\d+)\)");
        Assert.True(drain < shutdown);
        Assert.All(DrainTime().Matches(page), m => Assert.Equal(drain, TimeSpan.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture).TotalSeconds));
        var limits = Limit().Matches(page).Select(static m => double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
        Assert.InRange(limits.Count, 4, 100);
        Assert.All(limits, l => Assert.True(shutdown < l, $"The process is killed after {l} s, and the host needs {shutdown} s."));
        Assert.Contains($"{new WorkerOptions().DrainTime.TotalSeconds} s by default", page, StringComparison.Ordinal);
        Assert.Contains($"`HostOptions.ShutdownTimeout`, {new HostOptions().ShutdownTimeout.TotalSeconds} s by default", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_probe_asks_an_address_that_the_program_has()
    {
        var page = Harness.Docs.Text(Deployment);
        var mapped = Mapped().Matches(page).Select(static m => m.Groups[1].Value).ToHashSet();
        var asked = Probe().Matches(page).Select(static m => m.Groups[1].Value).ToList();
        Assert.InRange(asked.Count, 4, 100);
        Assert.All(asked, a => Assert.Contains(a, mapped));
    }

    [Fact]
    public void What_a_container_is_made_from_fits_the_framework_and_its_stages()
    {
        var files = Blocks(Deployment, "dockerfile").ToList();
        Assert.Equal(2, files.Count);
        foreach (var file in files)
        {
            var version = Environment.Version.ToString(2);
            Assert.All(From().Matches(file), m => Assert.Equal(version, m.Groups["version"].Value));
            var stages = From().Matches(file).Select(static m => m.Groups["stage"].Value).ToHashSet();
            Assert.All(CopyFrom().Matches(file), m => Assert.Contains(m.Groups[1].Value, stages));
            Assert.Matches(@"ENTRYPOINT \[", file);
            Assert.Contains("USER $APP_UID", file, StringComparison.Ordinal);
        }
    }

    private static double Seconds(string page, string pattern) => double.Parse(Regex.Match(page, pattern).Groups[1].Value, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Blocks(string page, string language) => Page.Blocks(Harness.Docs.Text(page)).Where(b => b.Language == language).Select(static b => b.Text);

    [GeneratedRegex(@"TypedTasks(?:__|:)(?:Worker(?:__|:)(?!Queues|OPTION)\w+|Tasks(?:__|:)[\w.]+?(?:__|:)(?!OPTION)[A-Z]\w+)(?![\w…])")]
    private static partial Regex Key();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("""
        DrainTime(?:=|'?,? value: ['"]|"?\s+value: ")(\d\d:\d\d:\d\d)
        """)]
    private static partial Regex DrainTime();

    [GeneratedRegex(@"(?:terminationGracePeriodSeconds: |TimeoutStopSec=|\| (?:10|30|90|5) s \| )(\d+)")]
    private static partial Regex Limit();

    [GeneratedRegex("""
        MapHealthChecks\("([^"]+)"
        """)]
    private static partial Regex Mapped();

    [GeneratedRegex(@"httpGet: \{ path: '?(/\w+)")]
    private static partial Regex Probe();

    [GeneratedRegex(@"^FROM mcr\.microsoft\.com/dotnet/[a-z-]+:(?<version>\d+\.\d+)[\w-]*(?: AS (?<stage>\w+))?$", RegexOptions.Multiline)]
    private static partial Regex From();

    [GeneratedRegex(@"COPY --from=(\w+)")]
    private static partial Regex CopyFrom();
}
