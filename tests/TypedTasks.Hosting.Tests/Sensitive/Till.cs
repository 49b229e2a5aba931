namespace TypedTasks.Hosting.Tests.Sensitive;

/// <summary>Tasks with and without the mark.</summary>
public static partial class Till
{
    [Task]
    public static string Charge([Sensitive] Card card, string customer) => customer;

    [Task]
    public static string Show(Card card) => card.Number;

    [Task(MaxRetries = 0)]
    [return: Sensitive]
    public static Card Issue(string number) => new(number);
}
