using Microsoft.Extensions.DependencyInjection;
using ShopSpace.Worker;
using TypedTasks.Testing;
using static ShopSpace.Contracts.IOrders.Tasks;

namespace ShopSpace.Tests;

/// <summary>Whole flows, in memory and on a clock of their own: the pauses between retries take no time.</summary>
public sealed class OrderTests
{
    [Fact]
    public async Task A_paid_order_is_thanked_for()
    {
        await using var host = await StartAsync(new Bank(failures: 0));
        Assert.Equal("Order 7 is paid: P7", await host.RunAsync(Charge(7, 12.5m) | Thank()));
    }

    [Fact]
    public async Task A_bank_that_is_away_is_asked_again()
    {
        var bank = new Bank(failures: 2);
        await using var host = await StartAsync(bank);
        Assert.Equal("Order 7 is paid: P7", await host.RunAsync(Charge(7, 12.5m) | Thank()));
        Assert.Equal(3, bank.Calls);
    }

    private static Task<TaskTestHost> StartAsync(IPayments payments) => TaskTestHost.StartAsync(tasks =>
    {
        tasks.Services.AddSingleton(payments);
        tasks.AddTaskShop1WorkerTasks();
    });

    private sealed class Bank(int failures) : IPayments
    {
        public int Calls { get; private set; }

        public Task<string> PayAsync(int order, decimal amount, CancellationToken cancellationToken) =>
            ++Calls > failures ? Task.FromResult($"P{order}") : throw new IOException("The bank is away.");
    }
}
