namespace Anomaly.Detection.Training;

/// <summary>Solves min ½·αᵀKα with 0 ≤ α ≤ 1 and Σα fixed, two coefficients at a time.</summary>
/// <remarks>
/// Sequential minimal optimisation with shrinking, as in libsvm (Chang and Lin, "LIBSVM: a library for support vector machines", 2011), for one class, where
/// all labels are +1. Settled coefficients at a bound are set aside behind the active ones; <c>_boundGradient</c> holds what coefficients at 1 add to each gradient, so
/// that the gradients of those set aside are restored from the free coefficients only.
/// <code>
///  place      0 … active − 1 | active … rows − 1
///             looked at      | set aside
/// </code>
/// </remarks>
internal sealed class SmoSolver
{
    private const int StepsBetweenShrinks = 1000;
    private const int StepsBetweenReports = 256;

    private readonly KernelMatrix _kernel;
    private readonly double _tolerance;
    private readonly bool _shrinks;
    private readonly int _rowCount;
    private readonly double[] _alpha;
    private readonly double[] _gradient;
    private readonly double[] _boundGradient;
    private readonly double[] _upper;
    private readonly double[] _lower;
    private readonly int[] _rowAt;
    private CancellationToken _stop;
    private int _active;
    private bool _wasUnshrunk;

    /// <param name="kernel">The kernel matrix; its rows change places with the coefficients.</param>
    /// <param name="alpha">Where to begin, one coefficient a row.</param>
    /// <param name="tolerance">The violation to end at.</param>
    /// <param name="shrinks">Whether settled coefficients are set aside.</param>
    public SmoSolver(KernelMatrix kernel, double[] alpha, double tolerance, bool shrinks)
    {
        _kernel = kernel;
        _alpha = alpha;
        _tolerance = tolerance;
        _shrinks = shrinks;
        _rowCount = alpha.Length;
        _gradient = new double[_rowCount];
        _boundGradient = new double[_rowCount];
        _upper = new double[_rowCount];
        _lower = new double[_rowCount];
        _rowAt = [.. Enumerable.Range(0, _rowCount)];
        _active = _rowCount;
        for (int place = 0; place < _rowCount; place++) NoteBounds(place);
    }

    /// <summary>Steps taken.</summary>
    public int Iterations { get; private set; }

    /// <summary>By how much the optimality conditions are violated.</summary>
    public double Violation { get; private set; } = double.PositiveInfinity;

    /// <summary>Whether the tolerance was reached.</summary>
    public bool Converged { get; private set; }

    /// <summary>The offset of the decision: the mean gradient of free coefficients, or the middle of what the bounds allow.</summary>
    public double Rho { get; private set; }

    /// <summary>Solves.</summary>
    /// <param name="mostIterations">Steps to give up after.</param>
    /// <param name="progress">Told how far it has come, or null.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <returns>The coefficient of each row.</returns>
    public double[] Solve(int mostIterations, SolverProgress? progress, CancellationToken cancellationToken)
    {
        _stop = cancellationToken;
        BeginGradients();
        int untilShrink = Math.Min(_rowCount, StepsBetweenShrinks) + 1;
        while (Iterations < mostIterations)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (--untilShrink == 0)
            {
                untilShrink = Math.Min(_rowCount, StepsBetweenShrinks);
                if (_shrinks) Shrink();
            }

            if (!TrySelect(out int first, out int second))
            {
                // Those set aside may still be in the way.
                RestoreGradients();
                _active = _rowCount;
                if (!TrySelect(out first, out second))
                {
                    Converged = true;
                    break;
                }

                untilShrink = 1;
            }

            Iterations++;
            Step(first, second);
            if (Iterations % StepsBetweenReports == 0) progress?.Report(Iterations, Violation);
        }

        if (!Converged)
        {
            RestoreGradients();
            _active = _rowCount;
            Converged = !TrySelect(out _, out _);
        }

        Rho = OffsetOfDecision();
        double[] byRow = new double[_rowCount];
        for (int place = 0; place < _rowCount; place++) byRow[_rowAt[place]] = _alpha[place];
        return byRow;
    }

    private bool IsUpper(int place) => _upper[place] != 0;

    private bool IsLower(int place) => _lower[place] != 0;

    private bool IsFree(int place) => !IsUpper(place) && !IsLower(place);

    private void NoteBounds(int place)
    {
        _upper[place] = _alpha[place] >= 1 ? double.PositiveInfinity : 0;
        _lower[place] = _alpha[place] <= 0 ? double.PositiveInfinity : 0;
    }

    private void BeginGradients()
    {
        for (int place = 0; place < _rowCount; place++)
        {
            if (IsLower(place)) continue;
            _stop.ThrowIfCancellationRequested();
            float[] row = _kernel.Row(place, _rowCount);
            GradientSums.Add(_gradient, row, _alpha[place], 0, _rowCount);
            if (IsUpper(place)) GradientSums.Add(_boundGradient, row, 1, 0, _rowCount);
        }
    }

    private bool TrySelect(out int first, out int second)
    {
        (first, double greatest) = WorkingSet.First(_gradient.AsSpan(0, _active), _upper.AsSpan(0, _active));
        second = -1;
        double own = first < 0 ? 0 : _kernel.Diagonal[first];
        float[] row = first < 0 ? _kernel.Row(0, _active) : _kernel.Row(first, _active);
        (second, double other) = WorkingSet.Second(_gradient.AsSpan(0, _active), _lower.AsSpan(0, _active), _kernel.Diagonal[.._active], row.AsSpan(0, _active), own, greatest);

        // Where no coefficient can grow, or none can shrink, there is nothing to be violated.
        Violation = Math.Max(0, greatest + other);
        return first >= 0 && second >= 0 && !(Violation < _tolerance);
    }

    private void Step(int first, int second)
    {
        float[] left = _kernel.Row(first, _active);
        float[] right = _kernel.Row(second, _active);
        double curvature = _kernel.Diagonal[first] + _kernel.Diagonal[second] - (2.0 * left[second]);
        double change = (_gradient[first] - _gradient[second]) / (curvature > 0 ? curvature : 1e-12);
        double before = _alpha[first], otherBefore = _alpha[second];
        (_alpha[first], _alpha[second]) = Clip(before - change, otherBefore + change, before + otherBefore);
        GradientSums.Update(_gradient.AsSpan(0, _active), left.AsSpan(0, _active), _alpha[first] - before, right.AsSpan(0, _active), _alpha[second] - otherBefore);
        MoveBounds(first);
        MoveBounds(second);
    }

    // Both in [0, 1], on the line of a given sum.
    private static (double First, double Second) Clip(double first, double second, double sum)
    {
        if (sum > 1)
        {
            if (first > 1) (first, second) = (1, sum - 1);
        }
        else if (second < 0)
        {
            (first, second) = (sum, 0);
        }

        if (sum > 1)
        {
            if (second > 1) (first, second) = (sum - 1, 1);
        }
        else if (first < 0)
        {
            (first, second) = (0, sum);
        }

        return (first, second);
    }

    private void MoveBounds(int place)
    {
        bool wasUpper = IsUpper(place);
        NoteBounds(place);
        if (wasUpper == IsUpper(place)) return;
        GradientSums.Add(_boundGradient, _kernel.Row(place, _rowCount), wasUpper ? -1 : 1, 0, _rowCount);
    }

    private void Shrink()
    {
        double greatest = double.NegativeInfinity, other = double.NegativeInfinity;
        for (int place = 0; place < _active; place++)
        {
            if (!IsUpper(place)) greatest = Math.Max(greatest, -_gradient[place]);
            if (!IsLower(place)) other = Math.Max(other, _gradient[place]);
        }

        // Near the end, what was set aside too early comes back, once.
        if (!_wasUnshrunk && greatest + other <= _tolerance * 10)
        {
            _wasUnshrunk = true;
            RestoreGradients();
            _active = _rowCount;
        }

        for (int place = 0; place < _active; place++)
        {
            if (!IsSettled(place, greatest, other)) continue;
            _active--;
            while (_active > place)
            {
                if (!IsSettled(_active, greatest, other))
                {
                    Swap(place, _active);
                    break;
                }

                _active--;
            }
        }
    }

    private bool IsSettled(int place, double greatest, double other) =>
        IsUpper(place) ? -_gradient[place] > greatest : IsLower(place) && _gradient[place] > other;

    private void RestoreGradients()
    {
        if (_active == _rowCount) return;
        _boundGradient.AsSpan(_active).CopyTo(_gradient.AsSpan(_active));
        int free = 0;
        for (int place = 0; place < _active; place++) free += IsFree(place) ? 1 : 0;

        // By rows of those set aside, or by rows of the free ones: whichever are fewer kernel values.
        if ((long)free * _rowCount > 2L * _active * (_rowCount - _active))
        {
            for (int place = _active; place < _rowCount; place++)
            {
                _stop.ThrowIfCancellationRequested();
                float[] row = _kernel.Row(place, _active);
                for (int other = 0; other < _active; other++)
                {
                    if (IsFree(other)) _gradient[place] += _alpha[other] * row[other];
                }
            }

            return;
        }

        for (int place = 0; place < _active; place++)
        {
            if (!IsFree(place)) continue;
            _stop.ThrowIfCancellationRequested();
            GradientSums.Add(_gradient, _kernel.Row(place, _rowCount), _alpha[place], _active, _rowCount);
        }
    }

    private void Swap(int left, int right)
    {
        _kernel.Swap(left, right);
        (_alpha[left], _alpha[right]) = (_alpha[right], _alpha[left]);
        (_gradient[left], _gradient[right]) = (_gradient[right], _gradient[left]);
        (_boundGradient[left], _boundGradient[right]) = (_boundGradient[right], _boundGradient[left]);
        (_upper[left], _upper[right]) = (_upper[right], _upper[left]);
        (_lower[left], _lower[right]) = (_lower[right], _lower[left]);
        (_rowAt[left], _rowAt[right]) = (_rowAt[right], _rowAt[left]);
    }

    private double OffsetOfDecision()
    {
        double least = double.PositiveInfinity, greatest = double.NegativeInfinity, sum = 0;
        int free = 0;
        for (int place = 0; place < _active; place++)
        {
            if (IsUpper(place)) greatest = Math.Max(greatest, _gradient[place]);
            else if (IsLower(place)) least = Math.Min(least, _gradient[place]);
            else (free, sum) = (free + 1, sum + _gradient[place]);
        }

        if (free > 0) return sum / free;
        if (double.IsInfinity(least)) return greatest;
        return double.IsInfinity(greatest) ? least : (least + greatest) / 2;
    }
}
