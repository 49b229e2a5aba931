//contract task wrong-computed1.total(order: Corpus.Bill1): int
//contract type Corpus.Bill1 { price!: int, tax!: int }
namespace Corpus;

public sealed record Bill1(int Price) { public int Total => Price * 2; } //! TT4008

public static partial class WrongComputed1
{
    [Task] public static int Total(Bill1 order) => order.Total;
}
