//contract task right-computed2.total(order: Corpus.Order2): int
//contract type Corpus.Order2 { price!: int }
namespace Corpus;

public sealed record Order2(int Price) { public int Sum => Price * 2; }

public static partial class RightComputed2
{
    [Task] public static int Total(Order2 order) => order.Sum;
}
