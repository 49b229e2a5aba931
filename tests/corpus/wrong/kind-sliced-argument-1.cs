namespace Corpus;

public class Payment { public decimal Amount { get; init; } }
public class CardPayment : Payment { public string? Number { get; init; } }

public static partial class Payments
{
    [Task] public static void Pay(Payment payment) { }
}

static class P
{
    public static ISignature<Unit> Flow() => Payments.Tasks.Pay(new CardPayment { Amount = 1, Number = "4" }); //! TT2005
}
