using Microsoft.Extensions.DependencyInjection;

namespace TypedTasks.Testing.Tests.Host;

/// <summary>Tasks of an interface: run by the class that implements it, or faked where none does.</summary>
public sealed class ContractTests
{
    [Fact]
    public async Task A_flow_of_a_contract_runs_in_the_class_that_implements_it()
    {
        await using var host = await TaskTestHost.StartAsync(static b =>
        {
            b.AddTypedTasksTestingTestsTasks();
            b.Services.AddSingleton(new Till("EUR"));
        });

        Assert.Equal("7 paid 12 EUR, thanks", await host.RunAsync(ISales.Tasks.Charge(7) | ISales.Tasks.Thank()));
        Assert.Equal(["sales.charge", "sales.thank"], host.Steps.Select(static s => s.Task));
    }

    [Fact]
    public async Task A_contract_that_nothing_implements_can_be_faked()
    {
        await using var host = await TaskTestHost.StartAsync(static b => b.AddTypedTasksTestingTestsTasks());
        host.Fake(IElsewhere.Tasks.Ask(0), "faked");

        Assert.Equal("faked", await host.RunAsync(IElsewhere.Tasks.Ask(1)));
    }

    [Fact]
    public async Task A_contract_that_nothing_implements_fails_and_says_what_to_do()
    {
        await using var host = await TaskTestHost.StartAsync(static b => b.AddTypedTasksTestingTestsTasks());

        var failed = await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(IElsewhere.Tasks.Ask(1).WithRetry(0)));
        Assert.Contains("Nothing implements task 'elsewhere.ask' (TypedTasks.Testing.Tests.Host.IElsewhere.Ask) in this host", failed.Message, StringComparison.Ordinal);
    }
}

public sealed record Till(string Currency);

public partial interface ISales
{
    [Task] Task<string> Charge(int order, int amount = 12, CancellationToken ct = default);

    [Task] string Thank(string receipt);
}

public partial interface IElsewhere
{
    [Task(Queue = "elsewhere")] string Ask(int a);
}

[TaskImplementation]
internal sealed class Sales(Till till) : ISales
{
    public Task<string> Charge(int order, int amount, CancellationToken ct) => Task.FromResult($"{order} paid {amount} {till.Currency}");

    string ISales.Thank(string receipt) => receipt + ", thanks";
}
