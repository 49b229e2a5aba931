using TypedTasks;

namespace Turns;

internal static partial class Accounts
{
    [Task]
    public static async Task<Transfer> Check(string account, int amount, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        return new(account, amount);
    }

    [Task]
    public static string Move(Transfer transfer) => $"{transfer.Amount} of {transfer.Account} moved";
}
