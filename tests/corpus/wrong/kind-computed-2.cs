//contract task wrong-computed2.total(order: Corpus.Bill2): int
//contract type Corpus.Bill2 { price!: int, note: string }
namespace Corpus;

public sealed record Bill2(int Price) { public int Total => Price * 2; } //! TT4008

public static partial class WrongComputed2
{
    [Task] public static int Total(Bill2 order) => order.Total;
}
