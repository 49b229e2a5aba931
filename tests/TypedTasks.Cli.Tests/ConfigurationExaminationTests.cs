using TypedTasks.Cli.Doctor;
using TypedTasks.Cli.Doctor.Configuration;
using TypedTasks.Emulator;

namespace TypedTasks.Cli.Tests;

/// <summary>What the doctor says of configurations that are wrong, each in one way.</summary>
public sealed class ConfigurationExaminationTests
{
    private const string Nobody = "Endpoint=sb://localhost:1;SharedAccessKeyName=a;SharedAccessKey=hunter2;UseDevelopmentEmulator=true";

    public static TheoryData<string, string, string> Faults => new()
    {
        { "gone", "Q1", "There is no such queue." },
        { "sessions", "Q2", "It requires sessions" },
        { "partitions", "Q3", "It has: a transaction there has one partition key" },
        { "forgetful", "Q4", "It does not: what is sent again" },
        { "narrow", "Q5", "It locks for 00:05:00 and remembers for 00:09:00." },
        { "vanishing", "Q6", "It does not: steps that expire there vanish" },
        { "impatient", "Q7", "It delivers 3 times." },
        { "forwarding", "Q8", "It forwards them to" },
        { "closed", "Q9", "Its status is" },
        { "short", "Q10", "They expire after 01:00:00." },
        { "fleeting", "Q11", "It is deleted after 01:00:00 without use." },
    };

    [Fact]
    public async Task A_configuration_that_is_right_is_fine()
    {
        await using var emulator = await StartAsync();
        var found = await LookAsync(emulator, ["good"], ["lines"]);
        Assert.All(found, static f => Assert.True(f.Verdict is Verdict.Fine or Verdict.Skipped, $"{f.Id} {f.Saw}"));
        Assert.Equal(["C1", "C2", "C3", "C4", "Q1", "Q1", "C5"], found.Select(static f => f.Id));
        Assert.Equal(0, new Report(found).ExitCode);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task What_is_wrong_with_a_queue_is_said_with_what_to_do(string queue, string id, string saw)
    {
        await using var emulator = await StartAsync();
        var finding = Assert.Single(await LookAsync(emulator, [queue], []), f => f.Id == id && f.Verdict != Verdict.Fine);
        Assert.StartsWith(saw, finding.Saw, StringComparison.Ordinal);
        Assert.Contains($"'{queue}'", finding.Title, StringComparison.Ordinal);
        Assert.NotNull(finding.Advice);
    }

    [Fact]
    public async Task A_queue_for_ordering_keys_without_sessions_is_wrong()
    {
        await using var emulator = await StartAsync();
        var finding = Assert.Single(await LookAsync(emulator, [], ["good"]), static f => f.Verdict == Verdict.Wrong);
        Assert.Equal(("Q2", "It has none, and steps with an ordering key need them."), (finding.Id, finding.Saw));
    }

    [Fact]
    public async Task The_basic_tier_is_wrong()
    {
        await using var emulator = await ServiceBusEmulator.StartAsync(new() { Tier = EmulatorTier.Basic });
        Assert.Contains(await LookAsync(emulator, [], []), static f => f is { Id: "C3", Verdict: Verdict.Wrong });
    }

    [Fact]
    public async Task A_connection_string_that_cannot_be_read_ends_the_look_in_the_words_of_the_start()
    {
        var finding = Assert.Single(await new ConfigurationExamination(TimeProvider.System).RunAsync("Endpoint=sb://x", null, ["good"], [], CancellationToken.None));
        Assert.Equal(("C1", Verdict.Wrong), (finding.Id, finding.Verdict));
        Assert.Contains("has no credentials", finding.Saw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broker_that_is_not_there_is_wrong_and_no_line_tells_the_key()
    {
        var found = await new ConfigurationExamination(TimeProvider.System).RunAsync(Nobody, Nobody, ["good"], [], CancellationToken.None);
        Assert.Contains(found, static f => f is { Id: "C2", Verdict: Verdict.Warning });
        Assert.Contains(found, static f => f is { Id: "C5", Verdict: Verdict.Wrong });
        var report = new Report(found);
        Assert.Equal(1, report.ExitCode);
        Assert.DoesNotContain("hunter2", report.ToText() + report.ToJson(), StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<Finding>> LookAsync(ServiceBusEmulator emulator, string[] queues, string[] ordered) =>
        new ConfigurationExamination(TimeProvider.System).RunAsync(
            emulator.ConnectionString, emulator.AdministrationConnectionString, queues, ordered, CancellationToken.None);

    private static Task<ServiceBusEmulator> StartAsync()
    {
        var good = new QueueOptions { Name = "good", DeadLetteringOnExpiration = true };
        return ServiceBusEmulator.StartAsync(new()
        {
            Queues =
            {
                good,
                good with { Name = "lines", RequiresSession = true },
                good with { Name = "sessions", RequiresSession = true },
                good with { Name = "partitions", EnablePartitioning = true },
                good with { Name = "forgetful", RequiresDuplicateDetection = false },
                good with { Name = "narrow", LockDuration = TimeSpan.FromMinutes(5), DuplicateDetectionWindow = TimeSpan.FromMinutes(9) },
                good with { Name = "vanishing", DeadLetteringOnExpiration = false },
                good with { Name = "impatient", MaxDeliveryCount = 3 },
                good with { Name = "forwarding", ForwardTo = "good" },
                good with { Name = "closed", Status = EntityStatus.SendDisabled },
                good with { Name = "short", DefaultTimeToLive = TimeSpan.FromHours(1) },
                good with { Name = "fleeting", AutoDeleteOnIdle = TimeSpan.FromHours(1) },
            },
        });
    }
}
