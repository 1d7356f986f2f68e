package vn.tungnha.app

import android.os.Bundle
import android.view.WindowManager
import androidx.activity.addCallback
import androidx.activity.enableEdgeToEdge
import androidx.core.view.ViewCompat
import androidx.core.view.WindowInsetsCompat

/** The one window. Everything else is Rust and the page. */
class MainActivity : TauriActivity() {
  override fun onCreate(savedInstanceState: Bundle?) {
    enableEdgeToEdge()
    // Below Tauri's own answer to "back", so asked only when the page has nowhere to go back to: the app
    // steps aside unlocked, as a home button would have it, and the page's clock locks it.
    onBackPressedDispatcher.addCallback(this) { moveTaskToBack(true) }
    super.onCreate(savedInstanceState)
    // No picture of a list of citizens in a chat, in the recent apps, or through a screen that is shared.
    if (!BuildConfig.DEBUG) window.addFlags(WindowManager.LayoutParams.FLAG_SECURE)
    keepClear()
  }

  /**
   * The page stands between the system's bars and above the keyboard. Done here because a WebView older
   * than 2025 tells a page nothing of either once the window reaches from edge to edge.
   */
  private fun keepClear() {
    ViewCompat.setOnApplyWindowInsetsListener(findViewById(android.R.id.content)) { view, insets ->
      val taken = insets.getInsets(
        WindowInsetsCompat.Type.systemBars() or
          WindowInsetsCompat.Type.displayCutout() or
          WindowInsetsCompat.Type.ime(),
      )
      view.setPadding(taken.left, taken.top, taken.right, taken.bottom)
      WindowInsetsCompat.CONSUMED
    }
  }
}
