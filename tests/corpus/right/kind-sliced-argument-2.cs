using System.Text.Json.Serialization;

namespace Corpus;

[JsonDerivedType(typeof(CardPayment), "card")]
public record Payment(decimal Amount);
public record CardPayment(decimal Amount, string Number) : Payment(Amount);

public static partial class Payments
{
    [Task] public static Payment Choose(bool byCard) => byCard ? new CardPayment(1, "4") : new Payment(1);
}
