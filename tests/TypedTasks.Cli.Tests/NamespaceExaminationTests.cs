using TypedTasks.Cli.Doctor;
using TypedTasks.Cli.Doctor.Namespace;

namespace TypedTasks.Cli.Tests;

/// <summary>The questions of the doctor, asked of the emulator: it answers as the project reckons with, or its evidence is wrong.</summary>
public sealed class NamespaceExaminationTests
{
    public static TheoryData<int> Numbers => [.. Question.All.Select(static c => c.Number)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task The_emulator_answers_as_expected(int number)
    {
        await using var emulator = await Target.EmulatorAsync([], [], CancellationToken.None);
        var finding = Assert.Single(await NamespaceExamination.RunAsync(emulator, [number], CancellationToken.None));
        Assert.True(finding.Verdict == Verdict.Fine, $"{finding.Id} {finding.Title}\nexpected: {finding.Expects}\nsaw: {finding.Saw}");
    }

    [Fact]
    public async Task Another_answer_is_told_with_what_it_changes()
    {
        await using var emulator = await TypedTasks.Emulator.ServiceBusEmulator.StartAsync(new() { ReleasedCountsAsDelivery = true });
        var target = new Target(emulator.ConnectionString, emulator.AdministrationConnectionString!);
        var finding = Assert.Single(await NamespaceExamination.RunAsync(target, [7], CancellationToken.None));
        Assert.Equal((Verdict.Wrong, "It came again as delivery 2."), (finding.Verdict, finding.Saw));
        Assert.StartsWith("Every worker that stops", finding.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_leaves_no_queue_behind()
    {
        await using var target = await Target.EmulatorAsync([], [], CancellationToken.None);
        await NamespaceExamination.RunAsync(target, [1, 3], CancellationToken.None);
        var administration = new Azure.Messaging.ServiceBus.Administration.ServiceBusAdministrationClient(target.Administration);
        await foreach (var queue in administration.GetQueuesAsync())
            Assert.Fail($"Queue {queue.Name} is still there.");
    }

    [Fact]
    public async Task A_broker_that_is_not_there_is_asked_nothing()
    {
        const string nobody = "Endpoint=sb://localhost:1;SharedAccessKeyName=a;SharedAccessKey=b;UseDevelopmentEmulator=true";
        var finding = Assert.Single(await NamespaceExamination.RunAsync(new(nobody, nobody), [], CancellationToken.None));
        Assert.Equal(("N0", Verdict.Wrong, "Connection refused (localhost:1)."), (finding.Id, finding.Verdict, finding.Saw));
    }

    [Fact]
    public void Numbers_are_given_once() =>
        Assert.Equal(Enumerable.Range(1, Question.All.Count), Question.All.Select(static c => c.Number));

    [Fact]
    public void The_page_lists_every_question()
    {
        var page = File.ReadAllText(Repository.At("docs/doctor.md"));
        Assert.All(Question.All, c => Assert.Contains($"| N{c.Number} | {c.Title} | {c.Expects} | {c.Changes} |", page, StringComparison.Ordinal));
    }
}
